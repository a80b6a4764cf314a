//! Layer 2: charts as SVG, and the only door to plotters.
//!
//! Drawn at four times the size and scaled by the view box, since plotters counts in whole pixels. Text stays text, and
//! every colour is one of a fixed set that a page can map to its own.

mod bars;
mod canvas;
mod distribution;
mod grid;
mod groups;
mod intervals;
mod percentiles;
mod radar;
mod spread;
mod stack;
mod text;
mod years;

use crate::report::document::{Chart, Figure};

/// Who decides the colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Colours {
    /// CSS variables of the page that holds the picture, so that it follows light and dark.
    Page,
    /// Fixed colours on white paper, with the title inside: a picture that stands alone in a file.
    Fixed,
}

/// The picture of a figure.
pub(crate) fn svg(figure: &Figure, colours: Colours) -> String {
    let canvas = match &figure.chart {
        Chart::Radar(chart) => radar::draw(chart),
        Chart::Bars(chart) => bars::draw(chart),
        Chart::Stack(chart) => stack::draw(chart),
        Chart::Grid(chart) => grid::draw(chart),
        Chart::Intervals(chart) => intervals::draw(chart),
        Chart::Distribution(chart) => distribution::draw(chart),
        Chart::Percentiles(chart) => percentiles::draw(chart),
        Chart::Groups(chart) => groups::draw(chart),
        Chart::Years(chart) => years::draw(chart),
    };
    match colours {
        Colours::Page => canvas.finish(figure, colours),
        // nothing stands around a picture in a file, so it brings its title and its paper along
        Colours::Fixed => canvas.titled(&figure.title).finish(figure, colours),
    }
}

#[cfg(test)]
mod tests;
