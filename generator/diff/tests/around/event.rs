//! Events.

use crate::case::cases;

pub(crate) const BASE: &[(&str, &str)] = &[(
    "events/asyncapi.yaml",
    r"asyncapi: 3.0.0
info: {title: E, version: 1.0.0}
defaultContentType: application/json
servers:
  kafka: {host: kafka.example.com, protocol: kafka, security: [{$ref: '#/components/securitySchemes/scram'}]}
  nats: {host: nats.example.com, protocol: nats}
channels:
  quotes:
    address: cpq.{region}.quotes
    description: Quotes
    parameters: {region: {enum: [eu, us]}}
    bindings: {kafka: {partitions: 12, replicas: 3}}
    messages:
      accepted: {$ref: '#/components/messages/accepted'}
      rejected: {$ref: '#/components/messages/rejected'}
  orders:
    address: oms.orders
    messages:
      placed: {$ref: '#/components/messages/placed'}
  answers:
    address: oms.answers
    messages:
      answer: {payload: {type: object}}
operations:
  sendQuotes:
    action: send
    channel: {$ref: '#/channels/quotes'}
    messages:
      - {$ref: '#/channels/quotes/messages/accepted'}
      - {$ref: '#/channels/quotes/messages/rejected'}
  receiveOrders:
    action: receive
    channel: {$ref: '#/channels/orders'}
    tags: [{name: orders}]
    reply:
      channel: {$ref: '#/channels/answers'}
components:
  securitySchemes:
    scram: {type: scramSha512}
    tls: {type: X509}
  messageTraits:
    common: {contentType: application/cloudevents+json}
  messages:
    accepted:
      name: com.example.accepted.v1
      correlationId: {location: $message.header#/id}
      headers: {type: object}
      payload: {type: object}
      bindings: {kafka: {key: {type: string, description: The quote}}}
    rejected:
      name: com.example.rejected.v1
      contentType: application/cloudevents+json
      payload: {type: object, required: [reason]}
    placed:
      name: com.example.placed.v1
      payload: {schemaFormat: application/vnd.apache.avro;version=1.9.0, schema: {type: record, name: Placed}}
",
)];

cases! { CASES of BASE;
    a_channel_is_replaced {
        ["  answers:\n    address: oms.answers" => "  questions:\n    address: oms.questions"]
        ["'#/channels/answers'" => "'#/channels/questions'"]
        forth [
            "channel-added questions /channels -> /channels/questions",
            "channel-removed answers /channels/answers -> /channels",
            "reply-changed reply /operations/receiveOrders/reply -> =",
        ]
        back [
            "channel-added answers /channels -> /channels/answers",
            "channel-removed questions /channels/questions -> /channels",
            "reply-changed reply /operations/receiveOrders/reply -> =",
        ]
    }
    a_channel_with_another_key_has_the_same_address {
        ["  orders:\n    address" => "  placedOrders:\n    address"]
        ["{$ref: '#/channels/orders'}" => "{$ref: '#/channels/placedOrders'}"]
        forth []
        back []
    }
    a_channel_has_another_address {
        ["address: oms.orders" => "address: oms.orders.v2"]
        forth [
            "channel-address-changed orders /channels/orders/address -> =",
        ]
        back [
            "channel-address-changed orders /channels/orders/address -> =",
        ]
    }
    a_parameter_of_an_address_has_another_name {
        ["cpq.{region}.quotes" => "cpq.{area}.quotes"]
        ["parameters: {region:" => "parameters: {area:"]
        forth []
        back []
    }
    a_parameter_of_an_address_can_be_less {
        ["enum: [eu, us]" => "enum: [eu]"]
        forth [
            "channel-address-changed enum /channels/quotes/parameters/region/enum -> =",
        ]
        back [
            "channel-address-changed enum /channels/quotes/parameters/region/enum -> =",
        ]
    }
    an_address_gets_a_parameter {
        ["address: oms.orders" => "address: oms.{tenant}.orders\n    parameters: {tenant: {}}"]
        forth [
            "channel-parameter-added tenant /channels/orders -> /channels/orders/parameters/tenant",
        ]
        back [
            "channel-parameter-removed tenant /channels/orders/parameters/tenant -> /channels/orders",
        ]
    }
    an_operation_on_a_channel_is_replaced {
        ["  sendQuotes:\n    action: send\n" => "  audit:\n    action: receive\n"]
        forth [
            "channel-operation-added audit /operations -> /operations/audit",
            "channel-operation-removed sendQuotes /operations/sendQuotes -> /operations",
        ]
        back [
            "channel-operation-added sendQuotes /operations -> /operations/sendQuotes",
            "channel-operation-removed audit /operations/audit -> /operations",
        ]
    }
    an_operation_on_a_channel_is_added {
        ["  receiveOrders:" => "  sendOrders: {action: send, channel: {$ref: '#/channels/orders'}}\n  receiveOrders:"]
        forth [
            "channel-operation-added sendOrders /operations -> /operations/sendOrders",
        ]
        back [
            "channel-operation-removed sendOrders /operations/sendOrders -> /operations",
        ]
    }
    an_operation_does_the_opposite {
        ["    action: receive\n" => "    action: send\n"]
        forth [
            "action-changed receiveOrders /operations/receiveOrders/action -> =",
        ]
        back [
            "action-changed receiveOrders /operations/receiveOrders/action -> =",
        ]
    }
    an_operation_has_another_key {
        ["  receiveOrders:" => "  takeOrders:"]
        forth [
            "operation-id-changed takeOrders /operations/receiveOrders -> /operations/takeOrders",
        ]
        back [
            "operation-id-changed receiveOrders /operations/takeOrders -> /operations/receiveOrders",
        ]
    }
    an_operation_uses_another_channel {
        ["    channel: {$ref: '#/channels/orders'}" => "    channel: {$ref: '#/channels/answers'}"]
        forth [
            "operation-channel-changed receiveOrders /operations/receiveOrders/channel -> =",
        ]
        back [
            "operation-channel-changed receiveOrders /operations/receiveOrders/channel -> =",
        ]
    }
    a_reply_goes_elsewhere {
        ["      channel: {$ref: '#/channels/answers'}" => "      address: {location: $message.header#/replyTo}"]
        forth [
            "reply-changed reply /operations/receiveOrders/reply -> =",
        ]
        back [
            "reply-changed reply /operations/receiveOrders/reply -> =",
        ]
    }
    a_message_is_removed_from_a_channel {
        ["      rejected: {$ref: '#/components/messages/rejected'}\n" => ""]
        ["      - {$ref: '#/channels/quotes/messages/rejected'}\n" => ""]
        forth [
            "message-removed com.example.rejected.v1 /channels/quotes/messages/rejected -> /channels/quotes/messages",
        ]
        back [
            "message-added com.example.rejected.v1 /channels/quotes/messages -> /channels/quotes/messages/rejected",
        ]
    }
    a_message_is_no_longer_sent {
        ["      - {$ref: '#/channels/quotes/messages/rejected'}\n" => ""]
        forth [
            "message-removed com.example.rejected.v1 /operations/sendQuotes/messages/1 -> /operations/sendQuotes/messages",
        ]
        back [
            "message-added com.example.rejected.v1 /operations/sendQuotes/messages -> /operations/sendQuotes/messages/1",
        ]
    }
    a_message_stands_under_another_key {
        ["      rejected: {$ref: '#/components/messages/rejected'}" => "      refused: {$ref: '#/components/messages/rejected'}"]
        ["'#/channels/quotes/messages/rejected'" => "'#/channels/quotes/messages/refused'"]
        forth [
            "message-renamed com.example.rejected.v1 /channels/quotes/messages/rejected -> /channels/quotes/messages/refused",
        ]
        back [
            "message-renamed com.example.rejected.v1 /channels/quotes/messages/refused -> /channels/quotes/messages/rejected",
        ]
    }
    a_message_without_a_name_stands_under_another_key {
        ["      answer: {payload" => "      reply: {payload"]
        forth [
            "message-renamed reply /channels/answers/messages/answer -> /channels/answers/messages/reply",
        ]
        back [
            "message-renamed answer /channels/answers/messages/reply -> /channels/answers/messages/answer",
        ]
    }
    a_message_is_called_something_else {
        ["com.example.rejected.v1" => "com.example.refused.v1"]
        forth [
            "message-type-changed com.example.refused.v1 /components/messages/rejected/name -> =",
        ]
        back [
            "message-type-changed com.example.rejected.v1 /components/messages/rejected/name -> =",
        ]
    }
    a_message_is_deprecated {
        ["      name: com.example.rejected.v1" => "      name: com.example.rejected.v1\n      deprecated: true"]
        forth [
            "message-deprecated com.example.rejected.v1 /components/messages/rejected -> /components/messages/rejected/deprecated",
        ]
        back []
    }
    the_default_content_type_is_one_edit {
        ["defaultContentType: application/json" => "defaultContentType: application/cbor"]
        forth [
            "content-type-changed /defaultContentType -> =",
        ]
        back [
            "content-type-changed /defaultContentType -> =",
        ]
    }
    a_content_type_that_goes_to_a_trait_is_no_change {
        ["      contentType: application/cloudevents+json" => "      traits: [{$ref: '#/components/messageTraits/common'}]"]
        forth [
            "traits-changed /components/messages/rejected -> /components/messages/rejected/traits",
        ]
        back [
            "traits-changed /components/messages/rejected/traits -> /components/messages/rejected",
        ]
    }
    a_payload_is_described_in_another_language {
        ["application/vnd.apache.avro;version=1.9.0" => "application/vnd.google.protobuf;version=3"]
        forth [
            "schema-format-changed /components/messages/placed/payload -> =",
        ]
        back [
            "schema-format-changed /components/messages/placed/payload -> =",
        ]
    }
    a_payload_in_a_language_that_nobody_judges {
        ["name: Placed}" => "name: PlacedOrder}"]
        forth [
            "schema-changed /components/messages/placed/payload -> =",
        ]
        back [
            "schema-changed /components/messages/placed/payload -> =",
        ]
    }
    a_payload_gets_headers {
        ["      headers: {type: object}\n" => ""]
        forth [
            "payload-schema-removed headers /components/messages/accepted/headers -> /components/messages/accepted",
        ]
        back [
            "payload-schema-added headers /components/messages/accepted -> /components/messages/accepted/headers",
        ]
    }
    messages_are_correlated_in_another_way {
        ["$message.header#/id" => "$message.header#/journey"]
        forth [
            "correlation-id-changed /components/messages/accepted/correlationId -> =",
        ]
        back [
            "correlation-id-changed /components/messages/accepted/correlationId -> =",
        ]
    }
    messages_are_keyed_by_something_else {
        ["key: {type: string, description: The quote}" => "key: {type: integer, description: The quote}"]
        forth [
            "partition-key-changed kafka.key /components/messages/accepted/bindings/kafka/key -> =",
        ]
        back [
            "partition-key-changed kafka.key /components/messages/accepted/bindings/kafka/key -> =",
        ]
    }
    a_key_is_only_described_in_another_way {
        ["description: The quote}" => "description: The quote of the payload}"]
        forth [
            "description-changed kafka.key /components/messages/accepted/bindings/kafka/key -> =",
        ]
        back [
            "description-changed kafka.key /components/messages/accepted/bindings/kafka/key -> =",
        ]
    }
    partitions_and_replicas {
        ["partitions: 12, replicas: 3" => "partitions: 24, replicas: 2"]
        forth [
            "binding-changed kafka.replicas /channels/quotes/bindings/kafka/replicas -> =",
            "partition-key-changed kafka.partitions /channels/quotes/bindings/kafka/partitions -> =",
        ]
        back [
            "binding-changed kafka.replicas /channels/quotes/bindings/kafka/replicas -> =",
            "partition-key-changed kafka.partitions /channels/quotes/bindings/kafka/partitions -> =",
        ]
    }
    a_server_is_replaced {
        ["host: nats.example.com" => "host: nats2.example.com"]
        forth [
            "broker-added nats /servers -> /servers/nats",
            "broker-removed nats /servers/nats -> /servers",
        ]
        back [
            "broker-added nats /servers -> /servers/nats",
            "broker-removed nats /servers/nats -> /servers",
        ]
    }
    a_server_with_another_key_is_the_same {
        ["  nats: {host" => "  jetstream: {host"]
        forth []
        back []
    }
    a_channel_is_on_fewer_servers {
        ["    address: oms.orders" => "    address: oms.orders\n    servers: [{$ref: '#/servers/kafka'}]"]
        forth [
            "broker-removed nats /channels/orders -> /channels/orders/servers",
        ]
        back [
            "broker-added nats /channels/orders/servers -> /channels/orders",
        ]
    }
    a_server_asks_for_something_else {
        ["'#/components/securitySchemes/scram'" => "'#/components/securitySchemes/tls'"]
        forth [
            "security-alternative-added tls /servers/kafka/security -> /servers/kafka/security/0",
            "security-alternative-removed scram /servers/kafka/security/0 -> /servers/kafka/security",
        ]
        back [
            "security-alternative-added scram /servers/kafka/security -> /servers/kafka/security/0",
            "security-alternative-removed tls /servers/kafka/security/0 -> /servers/kafka/security",
        ]
    }
    a_channel_is_described_in_another_way {
        ["    description: Quotes" => "    description: All quotes"]
        forth [
            "description-changed description /channels/quotes/description -> =",
        ]
        back [
            "description-changed description /channels/quotes/description -> =",
        ]
    }
    tags_of_an_operation_are_others {
        ["[{name: orders}]" => "[{name: oms}]"]
        forth [
            "operation-tags-changed tags /operations/receiveOrders/tags -> =",
        ]
        back [
            "operation-tags-changed tags /operations/receiveOrders/tags -> =",
        ]
    }
}

pub(crate) const BASE_OF_2: &[(&str, &str)] = &[(
    "events/asyncapi.yaml",
    r"asyncapi: 2.6.0
info: {title: E, version: 1.0.0}
channels:
  oms/{tenant}/orders:
    parameters: {tenant: {schema: {type: string}}}
    publish:
      message: {$ref: '#/components/messages/placed'}
    subscribe:
      message:
        oneOf:
          - {$ref: '#/components/messages/done'}
          - {$ref: '#/components/messages/failed'}
components:
  messages:
    placed: {name: placed, payload: {type: object}}
    done: {name: done, payload: {type: object, required: [at]}}
    failed: {name: failed, payload: {type: object, required: [why]}}
",
)];

cases! { CASES_OF_2 of BASE_OF_2;
    a_message_of_version_2_is_no_longer_sent {
        ["          - {$ref: '#/components/messages/failed'}\n" => ""]
        forth [
            "message-removed failed /components/messages/failed -> /channels/oms~1{tenant}~1orders",
        ]
        back [
            "message-added failed /channels/oms~1{tenant}~1orders -> /components/messages/failed",
        ]
    }
    an_operation_of_version_2_is_removed {
        ["    publish:\n      message: {$ref: '#/components/messages/placed'}\n" => ""]
        forth [
            "channel-operation-removed publish oms/{tenant}/orders /channels/oms~1{tenant}~1orders/publish -> /channels/oms~1{tenant}~1orders",
        ]
        back [
            "channel-operation-added publish oms/{tenant}/orders /channels/oms~1{tenant}~1orders -> /channels/oms~1{tenant}~1orders/publish",
        ]
    }
    an_operation_of_version_2_gets_an_identifier {
        ["    publish:\n" => "    publish:\n      operationId: placeOrder\n"]
        forth [
            "operation-id-changed placeOrder /channels/oms~1{tenant}~1orders/publish -> /channels/oms~1{tenant}~1orders/publish/operationId",
        ]
        back [
            "operation-id-changed publish oms/{tenant}/orders /channels/oms~1{tenant}~1orders/publish/operationId -> /channels/oms~1{tenant}~1orders/publish",
        ]
    }
}
