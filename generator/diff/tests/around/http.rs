//! HTTP.

use crate::case::cases;

pub(crate) const BASE: &[(&str, &str)] = &[(
    "http/a/openapi.yaml",
    r"openapi: 3.1.1
info: {title: A, version: 1.0.0, description: first}
servers:
  - url: https://{region}.example.com/v1
    variables: {region: {default: eu, enum: [eu, us]}}
security: [{oauth: [quote:read]}]
paths:
  /quotes:
    get:
      operationId: listQuotes
      summary: List
      tags: [Quotes, Lists]
      parameters:
        - {$ref: '#/components/parameters/Limit'}
        - {name: sort, in: query, schema: {type: string}}
        - {name: filter, in: query, schema: {type: array, items: {type: string}}}
        - {name: X-Trace, in: header, schema: {type: string}}
      responses:
        '200':
          description: Quotes
          headers:
            X-Total: {required: true, schema: {type: integer}}
            X-Page: {schema: {type: integer}}
          links:
            next: {operationId: listQuotes}
          content:
            application/json: {schema: {type: array, items: {type: string}}}
        '404': {$ref: '#/components/responses/Problem'}
        default: {$ref: '#/components/responses/Problem'}
    post:
      operationId: createQuote
      security: [{oauth: [quote:read, quote:write]}, {key: []}]
      requestBody:
        description: What to quote
        content:
          application/json: {schema: {type: object}}
          multipart/form-data:
            schema: {type: object, properties: {file: {type: string}}}
            encoding: {file: {contentType: image/png}}
      responses:
        '201': {description: Made}
      callbacks:
        onPriced:
          '{$request.body#/url}':
            post:
              requestBody: {content: {application/json: {schema: {type: object}}}}
              responses: {'204': {description: Seen}}
  /quotes/{quoteId}:
    parameters:
      - {name: quoteId, in: path, required: true, schema: {type: string}}
    get:
      operationId: readQuote
      parameters:
        - {$ref: '#/components/parameters/Limit'}
      responses:
        '200': {description: One, content: {text/plain: {}}}
        4XX: {$ref: '#/components/responses/Problem'}
webhooks:
  quoteAccepted:
    post:
      requestBody: {content: {application/json: {schema: {type: object}}}}
      responses: {'204': {description: Seen}}
components:
  securitySchemes:
    oauth:
      type: oauth2
      flows: {clientCredentials: {tokenUrl: https://auth.example.com/token, scopes: {quote:read: Read, quote:write: Write}}}
    key: {type: apiKey, in: header, name: X-Key}
  parameters:
    Limit: {name: limit, in: query, schema: {type: integer}}
  responses:
    Problem:
      description: Refused
      content: {application/problem+json: {schema: {type: object}}}
",
)];

cases! { CASES of BASE;
    an_operation_is_removed {
        ["    post:\n      operationId: createQuote" => "    put:\n      operationId: createQuote"]
        forth [
            "operation-added PUT /quotes /paths/~1quotes -> /paths/~1quotes/put",
            "operation-removed POST /quotes /paths/~1quotes/post -> /paths/~1quotes",
        ]
        back [
            "operation-added POST /quotes /paths/~1quotes -> /paths/~1quotes/post",
            "operation-removed PUT /quotes /paths/~1quotes/put -> /paths/~1quotes",
        ]
    }
    an_operation_is_deprecated {
        ["operationId: readQuote" => "operationId: readQuote\n      deprecated: true"]
        forth [
            "operation-deprecated GET /quotes/{quoteId} /paths/~1quotes~1{quoteId}/get -> /paths/~1quotes~1{quoteId}/get/deprecated",
        ]
        back [
            "operation-reactivated GET /quotes/{quoteId} /paths/~1quotes~1{quoteId}/get/deprecated -> /paths/~1quotes~1{quoteId}/get",
        ]
    }
    an_operation_has_another_identifier {
        ["operationId: readQuote" => "operationId: getQuote"]
        forth [
            "operation-id-changed operationId /paths/~1quotes~1{quoteId}/get/operationId -> =",
        ]
        back [
            "operation-id-changed operationId /paths/~1quotes~1{quoteId}/get/operationId -> =",
        ]
    }
    tags_are_a_set {
        ["[Quotes, Lists]" => "[Lists, Pages]"]
        forth [
            "operation-tags-changed tags /paths/~1quotes/get/tags -> =",
        ]
        back [
            "operation-tags-changed tags /paths/~1quotes/get/tags -> =",
        ]
    }
    a_summary_is_another {
        ["summary: List" => "summary: All"]
        forth [
            "description-changed summary /paths/~1quotes/get/summary -> =",
        ]
        back [
            "description-changed summary /paths/~1quotes/get/summary -> =",
        ]
    }
    a_path_parameter_has_another_name {
        ["/quotes/{quoteId}:" => "/quotes/{id}:"]
        ["{name: quoteId, in: path" => "{name: id, in: path"]
        forth [
            "path-parameter-renamed id /paths/~1quotes~1{quoteId} -> /paths/~1quotes~1{id}",
        ]
        back [
            "path-parameter-renamed quoteId /paths/~1quotes~1{id} -> /paths/~1quotes~1{quoteId}",
        ]
    }
    a_shared_parameter_became_required {
        ["{name: limit, in: query, schema" => "{name: limit, in: query, required: true, schema"]
        forth [
            "parameter-became-required limit /components/parameters/Limit -> /components/parameters/Limit/required",
        ]
        back [
            "parameter-became-optional limit /components/parameters/Limit/required -> /components/parameters/Limit",
        ]
    }
    an_optional_parameter_is_added {
        ["        - {name: sort, in: query, schema: {type: string}}\n" => ""]
        forth [
            "parameter-removed sort /paths/~1quotes/get/parameters/1 -> /paths/~1quotes/get",
        ]
        back [
            "parameter-added sort /paths/~1quotes/get -> /paths/~1quotes/get/parameters/1",
        ]
    }
    a_parameter_of_a_path_item_is_one_edit {
        ["    parameters:\n      - {name: quoteId" => "    parameters:\n      - {name: tenant, in: query, required: true, schema: {type: string}}\n      - {name: quoteId"]
        forth [
            "required-parameter-added tenant /paths/~1quotes~1{quoteId} -> /paths/~1quotes~1{quoteId}/parameters/0",
        ]
        back [
            "parameter-removed tenant /paths/~1quotes~1{quoteId}/parameters/0 -> /paths/~1quotes~1{quoteId}",
        ]
    }
    a_parameter_is_moved {
        ["{name: sort, in: query" => "{name: sort, in: header"]
        forth [
            "parameter-moved sort /paths/~1quotes/get/parameters/1/in -> =",
        ]
        back [
            "parameter-moved sort /paths/~1quotes/get/parameters/1/in -> =",
        ]
    }
    a_list_is_written_in_another_way {
        ["{name: filter, in: query, " => "{name: filter, in: query, explode: false, "]
        forth [
            "parameter-serialization-changed filter /paths/~1quotes/get/parameters/2 -> =",
        ]
        back [
            "parameter-serialization-changed filter /paths/~1quotes/get/parameters/2 -> =",
        ]
    }
    one_value_looks_the_same_exploded {
        ["{name: sort, in: query, " => "{name: sort, in: query, explode: false, style: form, "]
        forth []
        back []
    }
    a_value_is_written_as_a_media_type {
        ["{name: sort, in: query, schema: {type: string}}" => "{name: sort, in: query, content: {application/json: {schema: {type: string}}}}"]
        forth [
            "parameter-serialization-changed sort /paths/~1quotes/get/parameters/1 -> =",
        ]
        back [
            "parameter-serialization-changed sort /paths/~1quotes/get/parameters/1 -> =",
        ]
    }
    a_parameter_is_deprecated {
        ["{name: limit, in: query, " => "{name: limit, in: query, deprecated: true, "]
        forth [
            "parameter-deprecated limit /components/parameters/Limit -> /components/parameters/Limit/deprecated",
        ]
        back [
            "parameter-reactivated limit /components/parameters/Limit/deprecated -> /components/parameters/Limit",
        ]
    }
    a_name_of_a_header_has_no_case {
        ["name: X-Trace, in: header" => "name: x-trace, in: header"]
        forth []
        back []
    }
    a_request_body_became_required {
        ["      requestBody:\n        description: What to quote" => "      requestBody:\n        required: true\n        description: What to quote"]
        forth [
            "request-body-became-required /paths/~1quotes/post/requestBody -> /paths/~1quotes/post/requestBody/required",
        ]
        back [
            "request-body-became-optional /paths/~1quotes/post/requestBody/required -> /paths/~1quotes/post/requestBody",
        ]
    }
    an_optional_request_body_is_added {
        ["      operationId: readQuote\n" => "      operationId: readQuote\n      requestBody: {content: {text/plain: {}}}\n"]
        forth [
            "request-body-added /paths/~1quotes~1{quoteId}/get -> /paths/~1quotes~1{quoteId}/get/requestBody",
        ]
        back [
            "request-body-removed /paths/~1quotes~1{quoteId}/get/requestBody -> /paths/~1quotes~1{quoteId}/get",
        ]
    }
    a_required_request_body_is_added {
        ["      operationId: readQuote\n" => "      operationId: readQuote\n      requestBody: {required: true, content: {text/plain: {}}}\n"]
        forth [
            "required-request-body-added /paths/~1quotes~1{quoteId}/get -> /paths/~1quotes~1{quoteId}/get/requestBody",
        ]
        back [
            "request-body-removed /paths/~1quotes~1{quoteId}/get/requestBody -> /paths/~1quotes~1{quoteId}/get",
        ]
    }
    a_media_type_of_requests_is_replaced {
        ["          multipart/form-data:" => "          application/x-www-form-urlencoded:"]
        forth [
            "request-media-type-added application/x-www-form-urlencoded /paths/~1quotes/post/requestBody/content -> /paths/~1quotes/post/requestBody/content/application~1x-www-form-urlencoded",
            "request-media-type-removed multipart/form-data /paths/~1quotes/post/requestBody/content/multipart~1form-data -> /paths/~1quotes/post/requestBody/content",
        ]
        back [
            "request-media-type-added multipart/form-data /paths/~1quotes/post/requestBody/content -> /paths/~1quotes/post/requestBody/content/multipart~1form-data",
            "request-media-type-removed application/x-www-form-urlencoded /paths/~1quotes/post/requestBody/content/application~1x-www-form-urlencoded -> /paths/~1quotes/post/requestBody/content",
        ]
    }
    the_charset_of_json_says_nothing {
        ["          application/json: {schema: {type: object}}" => "          Application/JSON; charset=utf-8: {schema: {type: object}}"]
        forth []
        back []
    }
    a_range_covers_a_media_type {
        ["          application/json: {schema: {type: object}}" => "          application/*: {schema: {type: object}}"]
        forth [
            "request-media-type-added application/* /paths/~1quotes/post/requestBody/content -> /paths/~1quotes/post/requestBody/content/application~1*",
        ]
        back [
            "request-media-type-removed application/* /paths/~1quotes/post/requestBody/content/application~1* -> /paths/~1quotes/post/requestBody/content",
        ]
    }
    a_media_type_of_responses_is_added {
        ["content: {text/plain: {}}" => "content: {text/plain: {}, text/csv: {}}"]
        forth [
            "response-media-type-added text/csv /paths/~1quotes~1{quoteId}/get/responses/200/content -> /paths/~1quotes~1{quoteId}/get/responses/200/content/text~1csv",
        ]
        back [
            "response-media-type-removed text/csv /paths/~1quotes~1{quoteId}/get/responses/200/content/text~1csv -> /paths/~1quotes~1{quoteId}/get/responses/200/content",
        ]
    }
    a_payload_gets_a_schema {
        ["content: {text/plain: {}}" => "content: {text/plain: {schema: {type: string}}}"]
        forth [
            "payload-schema-added /paths/~1quotes~1{quoteId}/get/responses/200/content/text~1plain -> /paths/~1quotes~1{quoteId}/get/responses/200/content/text~1plain/schema",
        ]
        back [
            "payload-schema-removed /paths/~1quotes~1{quoteId}/get/responses/200/content/text~1plain/schema -> /paths/~1quotes~1{quoteId}/get/responses/200/content/text~1plain",
        ]
    }
    a_part_is_encoded_in_another_way {
        ["contentType: image/png" => "contentType: image/jpeg"]
        forth [
            "encoding-changed file /paths/~1quotes/post/requestBody/content/multipart~1form-data/encoding/file -> =",
        ]
        back [
            "encoding-changed file /paths/~1quotes/post/requestBody/content/multipart~1form-data/encoding/file -> =",
        ]
    }
    a_success_is_added {
        ["        '201': {description: Made}" => "        '201': {description: Made}\n        '202': {description: Later}"]
        forth [
            "success-status-added 202 /paths/~1quotes/post/responses -> /paths/~1quotes/post/responses/202",
        ]
        back [
            "success-status-removed 202 /paths/~1quotes/post/responses/202 -> /paths/~1quotes/post/responses",
        ]
    }
    a_refusal_is_added_beside_nothing {
        ["        '201': {description: Made}" => "        '201': {description: Made}\n        '409': {description: Twice}"]
        forth [
            "error-status-added 409 /paths/~1quotes/post/responses -> /paths/~1quotes/post/responses/409",
        ]
        back [
            "error-status-removed 409 /paths/~1quotes/post/responses/409 -> /paths/~1quotes/post/responses",
        ]
    }
    a_refusal_is_removed_while_the_default_remains {
        ["        '404': {$ref: '#/components/responses/Problem'}\n" => ""]
        forth [
            "error-status-removed 404 /paths/~1quotes/get/responses/404 -> /paths/~1quotes/get/responses",
        ]
        back [
            "error-status-added 404 /paths/~1quotes/get/responses -> /paths/~1quotes/get/responses/404",
        ]
    }
    a_header_that_was_always_sent_is_removed {
        ["            X-Total: {required: true, schema: {type: integer}}\n" => ""]
        forth [
            "required-response-header-removed X-Total /paths/~1quotes/get/responses/200/headers/X-Total -> /paths/~1quotes/get/responses/200/headers",
        ]
        back [
            "response-header-added X-Total /paths/~1quotes/get/responses/200/headers -> /paths/~1quotes/get/responses/200/headers/X-Total",
        ]
    }
    a_header_is_removed {
        ["            X-Page: {schema: {type: integer}}\n" => ""]
        forth [
            "response-header-removed X-Page /paths/~1quotes/get/responses/200/headers/X-Page -> /paths/~1quotes/get/responses/200/headers",
        ]
        back [
            "response-header-added X-Page /paths/~1quotes/get/responses/200/headers -> /paths/~1quotes/get/responses/200/headers/X-Page",
        ]
    }
    a_header_is_always_sent {
        ["X-Page: {schema" => "x-page: {required: true, schema"]
        forth [
            "response-header-became-required x-page /paths/~1quotes/get/responses/200/headers/X-Page -> /paths/~1quotes/get/responses/200/headers/x-page/required",
        ]
        back [
            "response-header-became-optional X-Page /paths/~1quotes/get/responses/200/headers/x-page/required -> /paths/~1quotes/get/responses/200/headers/X-Page",
        ]
    }
    content_type_is_no_header {
        ["            X-Page: {schema" => "            Content-Type: {schema: {type: string}}\n            X-Page: {schema"]
        forth []
        back []
    }
    a_link_leads_elsewhere {
        ["next: {operationId: listQuotes}" => "next: {operationId: readQuote}"]
        forth [
            "link-changed next /paths/~1quotes/get/responses/200/links/next -> =",
        ]
        back [
            "link-changed next /paths/~1quotes/get/responses/200/links/next -> =",
        ]
    }
    an_alternative_is_removed {
        [", {key: []}]" => "]"]
        forth [
            "security-alternative-removed key /paths/~1quotes/post/security/1 -> /paths/~1quotes/post/security",
        ]
        back [
            "security-alternative-added key /paths/~1quotes/post/security -> /paths/~1quotes/post/security/1",
        ]
    }
    security_is_dropped {
        ["security: [{oauth: [quote:read]}]" => "security: []"]
        forth [
            "security-removed /security -> =",
        ]
        back [
            "security-added /security -> =",
        ]
    }
    security_became_optional {
        ["security: [{oauth: [quote:read]}]" => "security: [{oauth: [quote:read]}, {}]"]
        forth [
            "security-removed /security -> =",
        ]
        back [
            "security-added /security -> =",
        ]
    }
    a_scope_is_needed {
        ["security: [{oauth: [quote:read]}]" => "security: [{oauth: [quote:read, quote:list]}]"]
        forth [
            "security-scope-added oauth quote:list /security/0 -> =",
        ]
        back [
            "security-scope-removed oauth quote:list /security/0 -> =",
        ]
    }
    a_scheme_works_in_another_way {
        ["in: header, name: X-Key" => "in: query, name: key"]
        forth [
            "security-scheme-changed key /components/securitySchemes/key -> =",
        ]
        back [
            "security-scheme-changed key /components/securitySchemes/key -> =",
        ]
    }
    a_scheme_with_another_name_works_as_before {
        ["    key: {type: apiKey" => "    apiKey: {type: apiKey"]
        ["{key: []}" => "{apiKey: []}"]
        forth []
        back []
    }
    a_callback_is_removed {
        ["        onPriced:" => "        onPricedLater:"]
        forth [
            "callback-added onPricedLater /paths/~1quotes/post/callbacks -> /paths/~1quotes/post/callbacks/onPricedLater",
            "callback-removed onPriced /paths/~1quotes/post/callbacks/onPriced -> /paths/~1quotes/post/callbacks",
        ]
        back [
            "callback-added onPriced /paths/~1quotes/post/callbacks -> /paths/~1quotes/post/callbacks/onPriced",
            "callback-removed onPricedLater /paths/~1quotes/post/callbacks/onPricedLater -> /paths/~1quotes/post/callbacks",
        ]
    }
    a_callback_is_called_with_another_method {
        ["            post:\n              requestBody" => "            put:\n              requestBody"]
        forth [
            "operation-added callback onPriced PUT {$request.body#/url} /paths/~1quotes/post/callbacks/onPriced -> /paths/~1quotes/post/callbacks/onPriced/{$request.body#~1url}/put",
            "operation-removed callback onPriced POST {$request.body#/url} /paths/~1quotes/post/callbacks/onPriced/{$request.body#~1url}/post -> /paths/~1quotes/post/callbacks/onPriced",
        ]
        back [
            "operation-added callback onPriced POST {$request.body#/url} /paths/~1quotes/post/callbacks/onPriced -> /paths/~1quotes/post/callbacks/onPriced/{$request.body#~1url}/post",
            "operation-removed callback onPriced PUT {$request.body#/url} /paths/~1quotes/post/callbacks/onPriced/{$request.body#~1url}/put -> /paths/~1quotes/post/callbacks/onPriced",
        ]
    }
    a_webhook_is_replaced {
        ["  quoteAccepted:" => "  quoteTaken:"]
        forth [
            "webhook-added quoteTaken /webhooks -> /webhooks/quoteTaken",
            "webhook-removed quoteAccepted /webhooks/quoteAccepted -> /webhooks",
        ]
        back [
            "webhook-added quoteAccepted /webhooks -> /webhooks/quoteAccepted",
            "webhook-removed quoteTaken /webhooks/quoteTaken -> /webhooks",
        ]
    }
    a_server_is_removed {
        ["enum: [eu, us]" => "enum: [eu]"]
        forth [
            "server-removed https://us.example.com/v1 /servers/0 -> /servers",
        ]
        back [
            "server-added https://us.example.com/v1 /servers -> /servers/0",
        ]
    }
    a_slash_at_the_end_of_a_server_says_nothing {
        ["https://{region}.example.com/v1" => "https://{region}.example.com/v1/"]
        forth []
        back []
    }
    an_operation_has_a_server_of_its_own {
        ["      operationId: readQuote\n" => "      operationId: readQuote\n      servers: [{url: https://read.example.com}]\n"]
        forth [
            "server-added https://read.example.com /servers -> /paths/~1quotes~1{quoteId}/get/servers/0",
            "server-removed https://eu.example.com/v1 /servers/0 -> /paths/~1quotes~1{quoteId}/get/servers",
            "server-removed https://us.example.com/v1 /servers/0 -> /paths/~1quotes~1{quoteId}/get/servers",
        ]
        back [
            "server-added https://eu.example.com/v1 /paths/~1quotes~1{quoteId}/get/servers -> /servers/0",
            "server-added https://us.example.com/v1 /paths/~1quotes~1{quoteId}/get/servers -> /servers/0",
            "server-removed https://read.example.com /paths/~1quotes~1{quoteId}/get/servers/0 -> /servers",
        ]
    }
}
