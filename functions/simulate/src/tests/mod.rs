mod story;
mod workshop;
