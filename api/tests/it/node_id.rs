//! Global ids: each of one type, and spelt in one way.

use api::graphql::node_id::{NodeType, decode};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use uuid::Uuid;

#[test]
fn an_id_names_its_type_and_is_taken_for_no_other() {
    let uuid = Uuid::from_u128(0x0193_5f0a_0000_7000_8000_0000_0000_002a);
    for of in NodeType::ALL {
        let id = of.id(uuid);
        assert_eq!(decode(&id), Some((of, uuid)));
        assert!(NodeType::ALL.into_iter().filter(|other| other.uuid(&id).is_some()).eq([of]));
    }
}

#[test]
fn what_is_not_an_id_of_ours_is_none() {
    let other_spelling = URL_SAFE_NO_PAD.encode("Ticket:{01935F0A-0000-7000-8000-00000000002A}");
    for text in ["", "42", "VGlja2V0", "01935f0a-0000-7000-8000-00000000002a", other_spelling.as_str()] {
        assert_eq!(decode(text), None, "{text}");
    }
}
