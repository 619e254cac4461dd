//! The website widget.
