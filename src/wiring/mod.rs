//! Layer 1: what a wiring amounts to. A pure stage: model in, facts out.

pub mod facts;
