//! Layer 2: charts as SVG, and the only door to plotters.
//!
//! Drawn at four times the size and scaled by the view box, since plotters counts in whole pixels. Text stays text, and
//! every colour is one of a fixed set that a page can map to its own.

mod bars;
mod canvas;
mod grid;
mod intervals;
mod radar;
mod stack;
mod text;

use crate::report::document::{Chart, Figure};

/// Who decides the colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Colours {
    /// CSS variables of the page that holds the picture, so that it follows light and dark.
    Page,
    /// Fixed colours for white paper.
    #[allow(dead_code, reason = "for documents without style sheets")]
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
    };
    canvas.finish(figure, colours)
}
