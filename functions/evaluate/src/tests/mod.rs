mod injection;
mod meddled;
mod shop;
mod story;
mod twice;
mod updates;
