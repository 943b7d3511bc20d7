//! The description as a whole: what it says about itself, and its servers.

use super::Http;
use crate::envelope::Both;
use crate::{About, Kind};

impl Http<'_, '_> {
    pub(super) fn description(&mut self) {
        let about = About::Contract { contract: self.contract };
        let root = Both::new(self.old.at, self.new.at);
        self.noted.annotations(&about, root);
        self.noted.member(Kind::DescriptionChanged, &about, root, "tags");
        self.info(&about, root);
        self.servers(&about, root);
    }

    fn info(&mut self, about: &About, root: Both) {
        let sources = self.noted.sources();
        if let (Some(old), Some(new)) = root.values(sources, "info") {
            let info = Both::new(root.old.sibling(old), root.new.sibling(new));
            self.noted.annotations(about, info);
            for key in ["contact", "license", "termsOfService"] {
                self.noted.member(Kind::DescriptionChanged, about, info, key);
            }
        }
    }
}
