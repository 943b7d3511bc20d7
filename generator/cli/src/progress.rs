use crate::terminal::Terminal;
use std::{
    io::Write,
    sync::mpsc::{RecvTimeoutError, Sender, channel},
    thread::JoinHandle,
    time::Duration,
};

/// Work shorter than this shows nothing.
const PATIENCE: Duration = Duration::from_secs(1);
const FRAME: Duration = Duration::from_millis(120);
const FRAMES: [char; 10] = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/// A line on standard error that says what takes so long; it is gone when this is dropped.
pub(crate) struct Progress {
    running: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    /// Shows `what` once it has taken about a second, if somebody is looking.
    pub(crate) fn start(terminal: Terminal, what: &str) -> Self {
        if !terminal.shows_progress() {
            return Self { running: None };
        }
        let (stop, stopped) = channel();
        let what = what.to_owned();
        let thread = std::thread::spawn(move || {
            let mut wait = PATIENCE;
            let mut frames = FRAMES.iter().cycle();
            while let Err(RecvTimeoutError::Timeout) = stopped.recv_timeout(wait) {
                wait = FRAME;
                draw(&format!("\r{} {what}", frames.next().unwrap_or(&' ')));
            }
            if wait == FRAME {
                draw("\r\x1b[2K");
            }
        });
        Self { running: Some((stop, thread)) }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((stop, thread)) = self.running.take() {
            drop(stop);
            let _ = thread.join();
        }
    }
}

fn draw(text: &str) {
    let mut err = std::io::stderr();
    let _ = err.write_all(text.as_bytes()).and_then(|()| err.flush());
}
