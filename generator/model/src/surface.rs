/// Where a schema meets the world (Schema-first contracts §4). The surface decides in which direction
/// compatibility must hold and which rules apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Surface {
    /// What clients send over HTTP.
    HttpRequest,
    /// What clients receive over HTTP.
    HttpResponse,
    /// Messages on channels.
    Event,
    /// Historical JSON evidence in a database.
    Snapshot,
    /// Projections in a cache.
    Cache,
    /// Variables of long-running processes.
    Workflow,
    /// Evidence for audits.
    Audit,
}

impl Surface {
    /// All seven.
    pub const ALL: [Surface; 7] = [
        Surface::HttpRequest,
        Surface::HttpResponse,
        Surface::Event,
        Surface::Snapshot,
        Surface::Cache,
        Surface::Workflow,
        Surface::Audit,
    ];

    /// The name used in `x-surface`, in configuration and in reports.
    pub fn name(self) -> &'static str {
        match self {
            Surface::HttpRequest => "http-request",
            Surface::HttpResponse => "http-response",
            Surface::Event => "event",
            Surface::Snapshot => "snapshot",
            Surface::Cache => "cache",
            Surface::Workflow => "workflow",
            Surface::Audit => "audit",
        }
    }

    /// The surface with this name.
    pub fn find(name: &str) -> Option<Surface> {
        Self::ALL.into_iter().find(|surface| surface.name() == name)
    }

    /// The surface of a schema file by the folder it lies in; `http/` files tell requests from responses by their name.
    pub fn of_path(path: &str) -> Option<Surface> {
        let (folder, rest) = path.split_once('/')?;
        match folder {
            "http" if rest.contains("-request.") => Some(Surface::HttpRequest),
            "http" => Some(Surface::HttpResponse),
            "events" => Some(Surface::Event),
            "snapshots" => Some(Surface::Snapshot),
            "cache" => Some(Surface::Cache),
            "workflow" => Some(Surface::Workflow),
            "audit" => Some(Surface::Audit),
            _ => None,
        }
    }
}
