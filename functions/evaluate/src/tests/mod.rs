mod injection;
mod meddled;
mod quota;
mod shop;
mod story;
mod twice;
mod updates;
