//! `multipart/form-data` (RFC 7578).

use crate::{Fault, Invalid};
use bytes::Bytes;

/// More parts than this are not read.
const MOST: usize = 1_000;

/// The parts of a form, in their order.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Multipart {
    /// The parts.
    pub parts: Vec<Part>,
}

/// A part of a form.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Part {
    /// The field that it is a value of.
    pub name: String,
    /// The name of the file, for a file.
    pub file_name: Option<String>,
    /// Its media type; absent for text.
    pub content_type: Option<String>,
    /// What it holds.
    pub bytes: Bytes,
}

impl Part {
    /// A part that holds text.
    pub fn text(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), file_name: None, content_type: None, bytes: text.into().into() }
    }

    /// A part that holds a file.
    pub fn file(
        name: impl Into<String>,
        file_name: impl Into<String>,
        content_type: impl Into<String>,
        bytes: impl Into<Bytes>,
    ) -> Self {
        let (file_name, content_type) = (Some(file_name.into()), Some(content_type.into()));
        Self { name: name.into(), file_name, content_type, bytes: bytes.into() }
    }
}

impl Multipart {
    /// The `Content-Type` and the body.
    pub(crate) fn write(&self) -> (String, Bytes) {
        let boundary = self.boundary();
        let mut out = Vec::new();
        for part in &self.parts {
            out.extend(
                format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{}\"", quoted(&part.name)).bytes(),
            );
            if let Some(file_name) = &part.file_name {
                out.extend(format!("; filename=\"{}\"", quoted(file_name)).bytes());
            }
            if let Some(content_type) = &part.content_type {
                out.extend(format!("\r\nContent-Type: {}", content_type.replace(['\r', '\n'], " ")).bytes());
            }
            out.extend(b"\r\n\r\n");
            out.extend(&part.bytes);
            out.extend(b"\r\n");
        }
        out.extend(format!("--{boundary}--\r\n").bytes());
        (format!("multipart/form-data; boundary={boundary}"), out.into())
    }

    /// A line that no part holds; the same for the same parts.
    fn boundary(&self) -> String {
        let mut boundaries = (0..).map(|n| format!("stipula-{n}"));
        let is_free =
            |boundary: &String| self.parts.iter().all(|part| find(&part.bytes, boundary.as_bytes()).is_none());
        boundaries.find(is_free).expect("numbers never end")
    }

    /// Reads a body by its `Content-Type`.
    pub(crate) fn read(content_type: &str, body: &Bytes) -> Result<Self, Invalid> {
        let boundary = parameter(content_type, "boundary").filter(|boundary| !boundary.is_empty());
        let boundary = boundary.ok_or_else(|| invalid("has no boundary between its parts"))?;
        let cut = || invalid("ends before its last boundary");
        let first = format!("--{boundary}");
        let next = format!("\r\n--{boundary}");
        let start = find(body, first.as_bytes()).ok_or_else(cut)?;
        let mut rest = body.slice(start + first.len()..);
        let mut parts = Vec::new();
        while !rest.starts_with(b"--") {
            if parts.len() == MOST {
                return Err(invalid(&format!("has more than {MOST} parts")));
            }
            let end = find(&rest, next.as_bytes()).ok_or_else(cut)?;
            parts.push(part(&rest.slice(..end))?);
            rest = rest.slice(end + next.len()..);
        }
        Ok(Self { parts })
    }
}

/// Line breaks and quotes in names are percent-encoded (RFC 7578 §2, as browsers do).
fn quoted(name: &str) -> String {
    name.replace('%', "%25").replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

fn unquoted(name: &str) -> String {
    name.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
}

fn part(text: &Bytes) -> Result<Part, Invalid> {
    let end = find(text, b"\r\n\r\n").ok_or_else(|| invalid("has a part without an end of its headers"))?;
    let head = std::str::from_utf8(&text[..end]).map_err(|_| invalid("has a part whose headers are not UTF-8"))?;
    let header = |name: &str| {
        let mut lines = head.split("\r\n").filter_map(|line| line.split_once(':'));
        lines.find(|(at, _)| at.trim().eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    };
    let disposition = header("content-disposition").unwrap_or_default();
    let name = parameter(disposition, "name").ok_or_else(|| invalid("has a part without a name"))?;
    Ok(Part {
        name: unquoted(&name),
        file_name: parameter(disposition, "filename").map(|name| unquoted(&name)),
        content_type: header("content-type").map(str::to_owned),
        bytes: text.slice(end + 4..),
    })
}

/// The parameter of a header: `; name=value` or `; name="value"`.
fn parameter(header: &str, name: &str) -> Option<String> {
    let mut rest = header;
    while let Some((_, after)) = rest.split_once(';') {
        let (at, value) = after.split_once('=')?;
        let (value, tail) = match value.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"')?,
            None => value.split_at(value.find(';').unwrap_or(value.len())),
        };
        if at.trim().eq_ignore_ascii_case(name) {
            return Some(value.trim().to_owned());
        }
        rest = tail;
    }
    None
}

fn find(text: &[u8], what: &[u8]) -> Option<usize> {
    text.windows(what.len()).position(|window| window == what)
}

fn invalid(message: &str) -> Invalid {
    Invalid { faults: vec![Fault { pointer: String::new(), keyword: "multipart", message: message.to_owned() }] }
}
