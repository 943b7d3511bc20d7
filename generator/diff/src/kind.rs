//! The kinds of change: what happened, in words that carry no verdict.

use std::fmt;

macro_rules! kinds {
    ($($(#[$family:meta])* $family_name:ident { $($name:ident $id:literal $title:literal;)* })*) => {
        /// A kind of change. `stipula-compat` has a file and a page for each.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind { $($(#[doc = concat!("`", $id, "`: ", $title, ".")] $name,)*)* }

        impl Kind {
            /// Every kind, family by family.
            pub const ALL: &'static [Kind] = &[$($(Kind::$name,)*)*];

            /// The stable id, such as `property-removed`.
            pub fn id(self) -> &'static str {
                match self { $($(Kind::$name => $id,)*)* }
            }

            /// What happened, as a lower-case phrase.
            pub fn title(self) -> &'static str {
                match self { $($(Kind::$name => $title,)*)* }
            }

            /// The family it belongs to.
            pub fn family(self) -> Family {
                match self { $($(Kind::$name)|* => Family::$family_name,)* }
            }
        }

        /// A family of kinds: a folder of `stipula-compat`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Family { $($(#[$family])* $family_name,)* }
    };
}

kinds! {
    /// Keywords of JSON Schema.
    Schema {
        TypeAdded "type-added" "a type became acceptable";
        TypeRemoved "type-removed" "a type is no longer acceptable";
        TypeChanged "type-changed" "other types are acceptable than before";
        NullAllowed "null-allowed" "null became acceptable";
        NullForbidden "null-forbidden" "null is no longer acceptable";
        EnumIntroduced "enum-introduced" "the values were limited to a list";
        EnumDropped "enum-dropped" "the values are no longer limited to a list";
        EnumValueAdded "enum-value-added" "a value was added to a list";
        EnumValueRemoved "enum-value-removed" "a value was removed from a list";
        ConstAdded "const-added" "one value became the only one";
        ConstRemoved "const-removed" "other values than one became acceptable";
        ConstChanged "const-changed" "the only value is another";
        MinimumIncreased "minimum-increased" "the least number was set or raised";
        MinimumDecreased "minimum-decreased" "the least number was lowered or dropped";
        MaximumDecreased "maximum-decreased" "the greatest number was set or lowered";
        MaximumIncreased "maximum-increased" "the greatest number was raised or dropped";
        MultipleOfAdded "multiple-of-added" "numbers must be multiples of another";
        MultipleOfRemoved "multiple-of-removed" "numbers need no longer be multiples of another";
        MultipleOfChanged "multiple-of-changed" "numbers must be multiples of another number than before";
        MinLengthIncreased "min-length-increased" "the least length was set or raised";
        MinLengthDecreased "min-length-decreased" "the least length was lowered or dropped";
        MaxLengthDecreased "max-length-decreased" "the greatest length was set or lowered";
        MaxLengthIncreased "max-length-increased" "the greatest length was raised or dropped";
        PatternAdded "pattern-added" "strings must match a pattern";
        PatternRemoved "pattern-removed" "strings need no longer match a pattern";
        PatternChanged "pattern-changed" "strings must match another pattern";
        FormatAdded "format-added" "a format was given";
        FormatRemoved "format-removed" "a format was dropped";
        FormatChanged "format-changed" "another format was given";
        ContentChanged "content-changed" "a string's content is described in another way";
        PropertyAdded "property-added" "an optional property was added";
        RequiredPropertyAdded "required-property-added" "a required property was added";
        PropertyRemoved "property-removed" "a property was removed";
        PropertyRenamed "property-renamed" "a property was renamed";
        PropertyBecameRequired "property-became-required" "a property became required";
        PropertyBecameOptional "property-became-optional" "a property is no longer required";
        PatternPropertyAdded "pattern-property-added" "a pattern of property names was added";
        PatternPropertyRemoved "pattern-property-removed" "a pattern of property names was removed";
        PropertyNamesChanged "property-names-changed" "other property names are acceptable";
        AdditionalPropertiesForbidden "additional-properties-forbidden" "undeclared properties are no longer acceptable";
        AdditionalPropertiesAllowed "additional-properties-allowed" "undeclared properties became acceptable";
        AdditionalPropertiesChanged "additional-properties-changed" "undeclared properties have another schema";
        UnevaluatedPropertiesChanged "unevaluated-properties-changed" "other unevaluated properties are acceptable";
        MinPropertiesIncreased "min-properties-increased" "the least number of properties was set or raised";
        MinPropertiesDecreased "min-properties-decreased" "the least number of properties was lowered or dropped";
        MaxPropertiesDecreased "max-properties-decreased" "the greatest number of properties was set or lowered";
        MaxPropertiesIncreased "max-properties-increased" "the greatest number of properties was raised or dropped";
        DependencyAdded "dependency-added" "the presence of a property asks for something more";
        DependencyRemoved "dependency-removed" "the presence of a property no longer asks for something";
        ItemsChanged "items-changed" "items have a schema that they had not, or no longer";
        PrefixItemAdded "prefix-item-added" "a position of an array got a schema of its own";
        PrefixItemRemoved "prefix-item-removed" "a position of an array lost its own schema";
        MinItemsIncreased "min-items-increased" "the least number of items was set or raised";
        MinItemsDecreased "min-items-decreased" "the least number of items was lowered or dropped";
        MaxItemsDecreased "max-items-decreased" "the greatest number of items was set or lowered";
        MaxItemsIncreased "max-items-increased" "the greatest number of items was raised or dropped";
        UniqueItemsAdded "unique-items-added" "items must differ";
        UniqueItemsRemoved "unique-items-removed" "items need no longer differ";
        ContainsAdded "contains-added" "an array must contain something";
        ContainsRemoved "contains-removed" "an array need no longer contain something";
        MinContainsIncreased "min-contains-increased" "an array must contain more of something";
        MinContainsDecreased "min-contains-decreased" "an array may contain less of something";
        MaxContainsDecreased "max-contains-decreased" "an array must not contain as much of something";
        MaxContainsIncreased "max-contains-increased" "an array may contain more of something";
        UnevaluatedItemsChanged "unevaluated-items-changed" "other unevaluated items are acceptable";
        AllOfMemberAdded "all-of-member-added" "a part was added that must hold too";
        AllOfMemberRemoved "all-of-member-removed" "a part need no longer hold";
        AnyOfMemberAdded "any-of-member-added" "an alternative was added";
        AnyOfMemberRemoved "any-of-member-removed" "an alternative was removed";
        OneOfMemberAdded "one-of-member-added" "an exclusive alternative was added";
        OneOfMemberRemoved "one-of-member-removed" "an exclusive alternative was removed";
        CompositionChanged "composition-changed" "a schema is composed in another way";
        NotChanged "not-changed" "what must not hold was added, removed or changed";
        ConditionChanged "condition-changed" "a condition was added, removed or changed";
        SchemaAllowed "schema-allowed" "what nothing satisfied can be satisfied";
        SchemaForbidden "schema-forbidden" "nothing satisfies the schema any more";
        SchemaChanged "schema-changed" "the schema as a whole accepts other values";
        ReferenceChanged "reference-changed" "a schema is named or written elsewhere";
        ComponentAdded "component-added" "a named schema was added";
        ComponentRemoved "component-removed" "a named schema was removed";
        ComponentRenamed "component-renamed" "a named schema was renamed";
        DialectChanged "dialect-changed" "the schema is written in another dialect";
        DefaultChanged "default-changed" "the default is another";
        ExamplesChanged "examples-changed" "examples changed";
        DescriptionChanged "description-changed" "a title, summary, description or comment changed";
        ReadOnlyChanged "read-only-changed" "a property became or is no longer read-only";
        WriteOnlyChanged "write-only-changed" "a property became or is no longer write-only";
        SchemaDeprecated "schema-deprecated" "a schema or property was deprecated";
        SchemaReactivated "schema-reactivated" "a schema or property is no longer deprecated";
        DiscriminatorChanged "discriminator-changed" "alternatives are told apart in another way";
        DiscriminatorMappingAdded "discriminator-mapping-added" "a value that tells alternatives apart was added";
        DiscriminatorMappingRemoved "discriminator-mapping-removed" "a value that tells alternatives apart was removed";
        XmlChanged "xml-changed" "the XML form changed";
    }
    /// Meaning and promises that no schema says: the `x-` vocabulary.
    Meaning {
        SemanticsChanged "semantics-changed" "the same data means something else";
        UnitChanged "unit-changed" "the unit of a quantity is another";
        TaxBasisChanged "tax-basis-changed" "an amount includes other taxes";
        TimeSemanticsChanged "time-semantics-changed" "a time means something else";
        NullMeaningChanged "null-meaning-changed" "null means something else";
        IdNamespaceChanged "id-namespace-changed" "an identifier comes from another namespace";
        SensitivityRaised "sensitivity-raised" "data is more sensitive than it was declared";
        SensitivityLowered "sensitivity-lowered" "data is declared less sensitive";
        RedactionChanged "redaction-changed" "data is redacted in another way";
        EnumPolicyClosed "enum-policy-closed" "readers need no longer expect unknown values";
        EnumPolicyOpened "enum-policy-opened" "readers must expect unknown values";
        PermissionChanged "permission-changed" "another permission or actor is needed";
        IdempotencyScopeChanged "idempotency-scope-changed" "idempotency keys are unique in another scope";
        IdempotencyExpiryChanged "idempotency-expiry-changed" "idempotency keys are kept for another time, or expire differently";
        IdempotencyAdded "idempotency-added" "an operation became safe to repeat";
        IdempotencyRemoved "idempotency-removed" "an operation is no longer safe to repeat";
        VersionGuardChanged "version-guard-changed" "a stale version is noticed in another way";
        OrderingKeyChanged "ordering-key-changed" "order is kept by another key";
        DeliveryChanged "delivery-changed" "delivery is guaranteed in another way";
        EventShapeChanged "event-shape-changed" "events carry more or less of the entity";
        FreshnessChanged "freshness-changed" "answers may be older or come from elsewhere";
        PaginationChanged "pagination-changed" "lists are paged or sorted in another way";
        ResultBindingChanged "result-binding-changed" "a result binds in another way or for another time";
        AsyncChanged "async-changed" "an operation ends at another time than it answers";
        BulkChanged "bulk-changed" "many entities are changed in another way";
        CacheChanged "cache-changed" "cache keys or lifetimes changed";
        AudienceWidened "audience-widened" "more readers may see it";
        AudienceNarrowed "audience-narrowed" "fewer readers may see it";
        ApiFamilyChanged "api-family-changed" "an operation is of another family";
        StateTransitionChanged "state-transition-changed" "an operation declares another transition";
        ErrorCodeAdded "error-code-added" "an operation can be refused with another code";
        ErrorCodeRemoved "error-code-removed" "an operation is no longer refused with a code";
        SurfaceChanged "surface-changed" "a contract stands on another surface";
        StabilityChanged "stability-changed" "a contract is promised more or less stability";
        SunsetChanged "sunset-changed" "the end of something was set or moved";
        SunsetTooEarly "sunset-too-early" "something ends before its window is over";
        ReplacementChanged "replacement-changed" "something else is the replacement";
        ExtensionMapChanged "extension-map-changed" "an extension map holds other things";
        ConsumersChanged "consumers-changed" "other consumers are named";
        OwnerChanged "owner-changed" "another team owns it";
        ExtensionChanged "extension-changed" "an `x-` key that has no meaning here changed";
    }
    /// HTTP operations and what surrounds their payloads.
    Http {
        OperationAdded "operation-added" "an operation was added";
        OperationRemoved "operation-removed" "an operation was removed";
        OperationDeprecated "operation-deprecated" "an operation was deprecated";
        OperationReactivated "operation-reactivated" "an operation is no longer deprecated";
        OperationIdChanged "operation-id-changed" "an operation has another operationId";
        OperationTagsChanged "operation-tags-changed" "an operation is grouped in another way";
        PathParameterRenamed "path-parameter-renamed" "a path parameter has another name";
        ParameterAdded "parameter-added" "an optional parameter was added";
        RequiredParameterAdded "required-parameter-added" "a required parameter was added";
        ParameterRemoved "parameter-removed" "a parameter was removed";
        ParameterMoved "parameter-moved" "a parameter is sent elsewhere";
        ParameterBecameRequired "parameter-became-required" "a parameter became required";
        ParameterBecameOptional "parameter-became-optional" "a parameter is no longer required";
        ParameterSerializationChanged "parameter-serialization-changed" "a parameter is written in another way";
        ParameterDeprecated "parameter-deprecated" "a parameter was deprecated";
        ParameterReactivated "parameter-reactivated" "a parameter is no longer deprecated";
        RequestBodyAdded "request-body-added" "an optional request body was added";
        RequiredRequestBodyAdded "required-request-body-added" "a required request body was added";
        RequestBodyRemoved "request-body-removed" "the request body was removed";
        RequestBodyBecameRequired "request-body-became-required" "the request body became required";
        RequestBodyBecameOptional "request-body-became-optional" "the request body is no longer required";
        RequestMediaTypeAdded "request-media-type-added" "a media type of requests was added";
        RequestMediaTypeRemoved "request-media-type-removed" "a media type of requests was removed";
        ResponseMediaTypeAdded "response-media-type-added" "a media type of responses was added";
        ResponseMediaTypeRemoved "response-media-type-removed" "a media type of responses was removed";
        PayloadSchemaAdded "payload-schema-added" "a payload got a schema";
        PayloadSchemaRemoved "payload-schema-removed" "a payload lost its schema";
        EncodingChanged "encoding-changed" "the parts of a body are encoded in another way";
        SuccessStatusAdded "success-status-added" "a successful answer was added";
        SuccessStatusRemoved "success-status-removed" "a successful answer was removed";
        ErrorStatusAdded "error-status-added" "a refusal was added";
        ErrorStatusRemoved "error-status-removed" "a refusal was removed";
        ResponseHeaderAdded "response-header-added" "a response header was added";
        ResponseHeaderRemoved "response-header-removed" "a response header was removed";
        RequiredResponseHeaderRemoved "required-response-header-removed" "a response header that was always sent was removed";
        ResponseHeaderBecameRequired "response-header-became-required" "a response header is always sent";
        ResponseHeaderBecameOptional "response-header-became-optional" "a response header is no longer always sent";
        SecurityAlternativeAdded "security-alternative-added" "another way to authenticate was added";
        SecurityAlternativeRemoved "security-alternative-removed" "a way to authenticate was removed";
        SecurityAdded "security-added" "an open operation asks for authentication";
        SecurityRemoved "security-removed" "an operation no longer asks for authentication";
        SecurityScopeAdded "security-scope-added" "another scope is needed";
        SecurityScopeRemoved "security-scope-removed" "a scope is no longer needed";
        SecuritySchemeChanged "security-scheme-changed" "a security scheme works in another way";
        CallbackAdded "callback-added" "the service calls its clients back";
        CallbackRemoved "callback-removed" "the service no longer calls its clients back";
        WebhookAdded "webhook-added" "a webhook was added";
        WebhookRemoved "webhook-removed" "a webhook was removed";
        LinkChanged "link-changed" "links between operations changed";
        ServerAdded "server-added" "a server was added";
        ServerRemoved "server-removed" "a server was removed";
    }
    /// Channels, messages and what brokers are told.
    Event {
        ChannelAdded "channel-added" "a channel was added";
        ChannelRemoved "channel-removed" "a channel was removed";
        ChannelAddressChanged "channel-address-changed" "a channel has another address";
        ChannelParameterAdded "channel-parameter-added" "an address got a parameter";
        ChannelParameterRemoved "channel-parameter-removed" "an address lost a parameter";
        ChannelOperationAdded "channel-operation-added" "an operation on a channel was added";
        ChannelOperationRemoved "channel-operation-removed" "an operation on a channel was removed";
        ActionChanged "action-changed" "an application sends what it received, or receives what it sent";
        OperationChannelChanged "operation-channel-changed" "an operation uses another channel";
        ReplyChanged "reply-changed" "replies go elsewhere or carry something else";
        MessageAdded "message-added" "a message was added";
        MessageRemoved "message-removed" "a message was removed";
        MessageRenamed "message-renamed" "a message stands under another key";
        MessageTypeChanged "message-type-changed" "a message is called something else on the wire";
        MessageDeprecated "message-deprecated" "a message was deprecated";
        ContentTypeChanged "content-type-changed" "a message has another content type";
        SchemaFormatChanged "schema-format-changed" "a payload is described in another language";
        CorrelationIdChanged "correlation-id-changed" "messages are correlated in another way";
        PartitionKeyChanged "partition-key-changed" "messages are partitioned by something else";
        BindingChanged "binding-changed" "a broker is used in another way";
        TraitsChanged "traits-changed" "what messages share is written elsewhere";
        BrokerAdded "broker-added" "a server of messages was added";
        BrokerRemoved "broker-removed" "a server of messages was removed";
    }
    /// State machines.
    Lifecycle {
        MachineAdded "machine-added" "a state machine was added";
        MachineRemoved "machine-removed" "a state machine was removed";
        InitialStateChanged "initial-state-changed" "an entity starts in another state";
        StateAdded "state-added" "a state was added";
        StateRemoved "state-removed" "a state was removed";
        TerminalStateChanged "terminal-state-changed" "a state became or is no longer final";
        TransitionAdded "transition-added" "a transition was added";
        TransitionRemoved "transition-removed" "a transition was removed";
        TransitionSourceAdded "transition-source-added" "a transition may start in another state";
        TransitionSourceRemoved "transition-source-removed" "a transition may no longer start in a state";
        TransitionTargetChanged "transition-target-changed" "a transition ends in another state";
        TransitionTriggerChanged "transition-trigger-changed" "a transition is triggered by something else";
        GuardAdded "guard-added" "a transition got a guard";
        GuardRemoved "guard-removed" "a transition lost a guard";
        GuardOrderChanged "guard-order-changed" "guards are asked in another order";
        TransitionPermissionChanged "transition-permission-changed" "a transition needs another permission";
        EvidenceAdded "evidence-added" "a transition needs more on record";
        EvidenceRemoved "evidence-removed" "a transition needs less on record";
        TransitionEventAdded "transition-event-added" "a transition produces another event";
        TransitionEventRemoved "transition-event-removed" "a transition no longer produces an event";
        TransitionAuditChanged "transition-audit-changed" "a transition is audited in another way";
        TransitionFailureAdded "transition-failure-added" "a transition can be refused with another code";
        TransitionFailureRemoved "transition-failure-removed" "a transition is no longer refused with a code";
        TransitionIdempotencyChanged "transition-idempotency-changed" "a repeated transition is recognised in another way";
    }
    /// Contracts as a whole, their registry and their rules.
    Governance {
        ContractAdded "contract-added" "a contract was added";
        ContractRemoved "contract-removed" "a contract was removed";
        ContractRenamed "contract-renamed" "a contract lies elsewhere or has another identifier";
        ContractVersionChanged "contract-version-changed" "a contract has another version";
        ReleasedVersionChanged "released-version-changed" "what was released was changed";
        PayloadRejected "payload-rejected" "a stored payload is no longer accepted";
        ErrorCodeRegistered "error-code-registered" "an error code was registered";
        ErrorCodeRetired "error-code-retired" "an error code was removed from the registry";
        ErrorCodeChanged "error-code-changed" "an error code has another category or status";
        PolicyTightened "policy-tightened" "more is promised about compatibility";
        PolicyRelaxed "policy-relaxed" "less is promised about compatibility";
    }
}

impl Kind {
    /// The kind with this id.
    pub fn find(id: &str) -> Option<Kind> {
        Self::ALL.iter().copied().find(|kind| kind.id() == id)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl Family {
    /// Its name: that of its folder.
    pub fn name(self) -> &'static str {
        match self {
            Family::Schema => "schema",
            Family::Meaning => "meaning",
            Family::Http => "http",
            Family::Event => "event",
            Family::Lifecycle => "lifecycle",
            Family::Governance => "governance",
        }
    }
}
