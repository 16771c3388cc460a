using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Gateway.Storage.Migrations.PostgreSql
{
    /// <inheritdoc />
    internal sealed partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Audit",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Action = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Outcome = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Client = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    Person = table.Column<string>(type: "character varying(97)", maxLength: 97, nullable: true, collation: "C"),
                    Resource = table.Column<string>(type: "character varying(97)", maxLength: 97, nullable: true, collation: "C"),
                    Version = table.Column<int>(type: "integer", nullable: true),
                    Chart = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true, collation: "C"),
                    Sender = table.Column<string>(type: "character varying(97)", maxLength: 97, nullable: true, collation: "C"),
                    Quarantined = table.Column<bool>(type: "boolean", nullable: false),
                    Query = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Why = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true, collation: "C"),
                    PolicyVersion = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true, collation: "C"),
                    Reasons = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Related = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    RequestId = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true, collation: "C"),
                    Address = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true, collation: "C"),
                    Chain = table.Column<long>(type: "bigint", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Digest = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Audit", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "AuditChains",
                columns: table => new
                {
                    Chain = table.Column<long>(type: "bigint", nullable: false),
                    Day = table.Column<int>(type: "integer", nullable: false),
                    Opening = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Digest = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditChains", x => x.Chain);
                });

            migrationBuilder.CreateTable(
                name: "Clients",
                columns: table => new
                {
                    ClientId = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    Scopes = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Jwks = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    JwksUri = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Origins = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Contact = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    Disabled = table.Column<bool>(type: "boolean", nullable: false),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ChangedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Clients", x => x.ClientId);
                });

            migrationBuilder.CreateTable(
                name: "ConditionClaims",
                columns: table => new
                {
                    Condition = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    Resource = table.Column<string>(type: "character varying(97)", maxLength: 97, nullable: false, collation: "C"),
                    Revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ConditionClaims", x => x.Condition);
                });

            migrationBuilder.CreateTable(
                name: "DateEntries",
                columns: table => new
                {
                    Parameter = table.Column<int>(type: "integer", nullable: false),
                    Low = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    High = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Resource = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DateEntries", x => new { x.Parameter, x.Low, x.High, x.Resource });
                });

            migrationBuilder.CreateTable(
                name: "EhrReplies",
                columns: table => new
                {
                    Connection = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    EhrId = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    MessageId = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true, collation: "C"),
                    Digest = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    Revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EhrReplies", x => new { x.Connection, x.EhrId });
                });

            migrationBuilder.CreateTable(
                name: "OnCallAlerts",
                columns: table => new
                {
                    AlertId = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    MessageId = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true, collation: "C"),
                    Requester = table.Column<string>(type: "character varying(97)", maxLength: 97, nullable: true, collation: "C"),
                    RaisedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    DueAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Step = table.Column<int>(type: "integer", nullable: false),
                    Level = table.Column<int>(type: "integer", nullable: false),
                    AcknowledgedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    AcknowledgedBy = table.Column<string>(type: "character varying(97)", maxLength: 97, nullable: true, collation: "C"),
                    Revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OnCallAlerts", x => x.AlertId);
                });

            migrationBuilder.CreateTable(
                name: "OnCallNotices",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    AlertId = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    Step = table.Column<int>(type: "integer", nullable: false),
                    Level = table.Column<int>(type: "integer", nullable: false),
                    Channel = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false, collation: "C"),
                    Who = table.Column<string>(type: "character varying(97)", maxLength: 97, nullable: false, collation: "C"),
                    State = table.Column<int>(type: "integer", nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    DueAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Fault = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    SentAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OnCallNotices", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "Outbox",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Connection = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    Chart = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    MessageId = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    Kind = table.Column<int>(type: "integer", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    DueAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Fault = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    EhrId = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    DeliveredAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    FaultElement = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true, collation: "C"),
                    GivenUpAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    AlarmedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Corrections = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true, collation: "C"),
                    DiscardedFor = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true, collation: "C"),
                    Revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Outbox", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "PolicyPointer",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    ChangedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PolicyPointer", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PolicyVersions",
                columns: table => new
                {
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Name = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    Document = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    MadeFrom = table.Column<int>(type: "integer", nullable: true),
                    CreatedBy = table.Column<string>(type: "character varying(298)", maxLength: 298, nullable: false, collation: "C"),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ChangedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ActivatedBy = table.Column<string>(type: "character varying(298)", maxLength: 298, nullable: true, collation: "C"),
                    ActivatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    EffectiveFrom = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    EffectiveUntil = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PolicyVersions", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "ReferenceEntries",
                columns: table => new
                {
                    Parameter = table.Column<int>(type: "integer", nullable: false),
                    Target = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    Occurred = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Resource = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReferenceEntries", x => new { x.Parameter, x.Target, x.Occurred, x.Resource });
                });

            migrationBuilder.CreateTable(
                name: "ReplyCursors",
                columns: table => new
                {
                    Connection = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    Position = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    DueAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ReadAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Failures = table.Column<int>(type: "integer", nullable: false),
                    Fault = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    Revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReplyCursors", x => x.Connection);
                });

            migrationBuilder.CreateTable(
                name: "ResourceHistory",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    ResourceType = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false, collation: "C"),
                    ResourceId = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    LastUpdated = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    IsDeleted = table.Column<bool>(type: "boolean", nullable: false),
                    Chart = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true, collation: "C"),
                    Sender = table.Column<string>(type: "character varying(97)", maxLength: 97, nullable: true, collation: "C"),
                    Quarantined = table.Column<bool>(type: "boolean", nullable: false),
                    Content = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ResourceHistory", x => new { x.Sequence, x.Version });
                });

            migrationBuilder.CreateTable(
                name: "Resources",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    ResourceType = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false, collation: "C"),
                    ResourceId = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    LastUpdated = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Occurred = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    IsDeleted = table.Column<bool>(type: "boolean", nullable: false),
                    Chart = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true, collation: "C"),
                    Sender = table.Column<string>(type: "character varying(97)", maxLength: 97, nullable: true, collation: "C"),
                    Quarantined = table.Column<bool>(type: "boolean", nullable: false),
                    Client = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    IdempotencyKey = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    Fingerprint = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: true),
                    Content = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Resources", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "ReviewDecisions",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    MessageId = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    MessageVersion = table.Column<int>(type: "integer", nullable: false),
                    Kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    By = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Client = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    Person = table.Column<string>(type: "character varying(97)", maxLength: 97, nullable: true, collation: "C"),
                    DecidedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    HeldSince = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    HoldReason = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true, collation: "C"),
                    Verdict = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true, collation: "C"),
                    Strength = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true, collation: "C"),
                    Rules = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    SuggestedCharts = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Chart = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true, collation: "C"),
                    TargetCharts = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    NewMessages = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Reason = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true, collation: "C"),
                    Fingerprint = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    PolicyVersion = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReviewDecisions", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "SealedVersions",
                columns: table => new
                {
                    MessageId = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    Chart = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true, collation: "C"),
                    Sender = table.Column<string>(type: "character varying(97)", maxLength: 97, nullable: true, collation: "C"),
                    WasHeld = table.Column<bool>(type: "boolean", nullable: false),
                    SealedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    DestroyAfter = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Content = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SealedVersions", x => new { x.MessageId, x.Version });
                });

            migrationBuilder.CreateTable(
                name: "Sequences",
                columns: table => new
                {
                    Name = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false, collation: "C"),
                    Next = table.Column<long>(type: "bigint", nullable: false),
                    Revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Sequences", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "TextEntries",
                columns: table => new
                {
                    Parameter = table.Column<int>(type: "integer", nullable: false),
                    Folded = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    Exact = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    Resource = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TextEntries", x => new { x.Parameter, x.Folded, x.Exact, x.Resource });
                });

            migrationBuilder.CreateTable(
                name: "TokenEntries",
                columns: table => new
                {
                    Parameter = table.Column<int>(type: "integer", nullable: false),
                    Code = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    System = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    Occurred = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Resource = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TokenEntries", x => new { x.Parameter, x.Code, x.System, x.Occurred, x.Resource });
                });

            migrationBuilder.CreateTable(
                name: "TopicCursors",
                columns: table => new
                {
                    Chain = table.Column<long>(type: "bigint", nullable: false),
                    Day = table.Column<int>(type: "integer", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    Revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TopicCursors", x => x.Chain);
                });

            migrationBuilder.CreateTable(
                name: "TopicDeliveries",
                columns: table => new
                {
                    SubscriptionId = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    Delivered = table.Column<long>(type: "bigint", nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    FailingSince = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    DueAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Fault = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    HeardAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TopicDeliveries", x => x.SubscriptionId);
                });

            migrationBuilder.CreateTable(
                name: "TopicEvents",
                columns: table => new
                {
                    SubscriptionId = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    Number = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Focus = table.Column<string>(type: "character varying(97)", maxLength: 97, nullable: false, collation: "C"),
                    Context = table.Column<string>(type: "character varying(97)", maxLength: 97, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TopicEvents", x => new { x.SubscriptionId, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "TopicSubscriptions",
                columns: table => new
                {
                    SubscriptionId = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    Topic = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false, collation: "C"),
                    Status = table.Column<int>(type: "integer", nullable: false),
                    Client = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    IsRegistered = table.Column<bool>(type: "boolean", nullable: false),
                    Person = table.Column<string>(type: "character varying(97)", maxLength: 97, nullable: true, collation: "C"),
                    LaunchChart = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true, collation: "C"),
                    ActsFor = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true, collation: "C"),
                    Scopes = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    StartedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    EndsAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ChangedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    LastNumber = table.Column<long>(type: "bigint", nullable: false),
                    Revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TopicSubscriptions", x => x.SubscriptionId);
                });

            migrationBuilder.CreateTable(
                name: "UsedAssertions",
                columns: table => new
                {
                    Digest = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    ExpiresAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UsedAssertions", x => x.Digest);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Audit_Chart_Sequence",
                table: "Audit",
                columns: new[] { "Chart", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_Audit_Resource_Sequence",
                table: "Audit",
                columns: new[] { "Resource", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_Audit_Why_At",
                table: "Audit",
                columns: new[] { "Why", "At" },
                filter: "\"Why\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_AuditChains_Day",
                table: "AuditChains",
                column: "Day");

            migrationBuilder.CreateIndex(
                name: "IX_EhrReplies_MessageId",
                table: "EhrReplies",
                column: "MessageId",
                filter: "\"MessageId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_OnCallAlerts_RaisedAt",
                table: "OnCallAlerts",
                column: "RaisedAt",
                filter: "\"AcknowledgedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_OnCallAlerts_Requester",
                table: "OnCallAlerts",
                column: "Requester",
                filter: "\"AcknowledgedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_OnCallNotices_AlertId_Step_Channel_Who",
                table: "OnCallNotices",
                columns: new[] { "AlertId", "Step", "Channel", "Who" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_OnCallNotices_State_DueAt",
                table: "OnCallNotices",
                columns: new[] { "State", "DueAt" },
                filter: "\"State\" = 0");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_Connection_Chart_State_Sequence",
                table: "Outbox",
                columns: new[] { "Connection", "Chart", "State", "Sequence" },
                filter: "\"State\" = 0");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_EhrId",
                table: "Outbox",
                column: "EhrId",
                filter: "\"EhrId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_MessageId_Kind",
                table: "Outbox",
                columns: new[] { "MessageId", "Kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_State_DueAt",
                table: "Outbox",
                columns: new[] { "State", "DueAt" },
                filter: "\"State\" = 0");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_State_Sequence",
                table: "Outbox",
                columns: new[] { "State", "Sequence" },
                filter: "\"State\" = 2");

            migrationBuilder.CreateIndex(
                name: "IX_PolicyVersions_Name",
                table: "PolicyVersions",
                column: "Name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PolicyVersions_Status",
                table: "PolicyVersions",
                column: "Status");

            migrationBuilder.CreateIndex(
                name: "IX_ResourceHistory_ResourceType_LastUpdated_Sequence",
                table: "ResourceHistory",
                columns: new[] { "ResourceType", "LastUpdated", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_ResourceHistory_ResourceType_ResourceId_Version",
                table: "ResourceHistory",
                columns: new[] { "ResourceType", "ResourceId", "Version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Resources_Client_IdempotencyKey",
                table: "Resources",
                columns: new[] { "Client", "IdempotencyKey" },
                unique: true,
                filter: "\"IdempotencyKey\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Resources_ResourceType_LastUpdated_Sequence",
                table: "Resources",
                columns: new[] { "ResourceType", "LastUpdated", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_Resources_ResourceType_Occurred_Sequence",
                table: "Resources",
                columns: new[] { "ResourceType", "Occurred", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_Resources_ResourceType_ResourceId",
                table: "Resources",
                columns: new[] { "ResourceType", "ResourceId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ReviewDecisions_DecidedAt",
                table: "ReviewDecisions",
                column: "DecidedAt");

            migrationBuilder.CreateIndex(
                name: "IX_ReviewDecisions_MessageId_MessageVersion",
                table: "ReviewDecisions",
                columns: new[] { "MessageId", "MessageVersion" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SealedVersions_DestroyAfter",
                table: "SealedVersions",
                column: "DestroyAfter");

            migrationBuilder.CreateIndex(
                name: "IX_TopicEvents_At",
                table: "TopicEvents",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_UsedAssertions_ExpiresAt",
                table: "UsedAssertions",
                column: "ExpiresAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Audit");

            migrationBuilder.DropTable(
                name: "AuditChains");

            migrationBuilder.DropTable(
                name: "Clients");

            migrationBuilder.DropTable(
                name: "ConditionClaims");

            migrationBuilder.DropTable(
                name: "DateEntries");

            migrationBuilder.DropTable(
                name: "EhrReplies");

            migrationBuilder.DropTable(
                name: "OnCallAlerts");

            migrationBuilder.DropTable(
                name: "OnCallNotices");

            migrationBuilder.DropTable(
                name: "Outbox");

            migrationBuilder.DropTable(
                name: "PolicyPointer");

            migrationBuilder.DropTable(
                name: "PolicyVersions");

            migrationBuilder.DropTable(
                name: "ReferenceEntries");

            migrationBuilder.DropTable(
                name: "ReplyCursors");

            migrationBuilder.DropTable(
                name: "ResourceHistory");

            migrationBuilder.DropTable(
                name: "Resources");

            migrationBuilder.DropTable(
                name: "ReviewDecisions");

            migrationBuilder.DropTable(
                name: "SealedVersions");

            migrationBuilder.DropTable(
                name: "Sequences");

            migrationBuilder.DropTable(
                name: "TextEntries");

            migrationBuilder.DropTable(
                name: "TokenEntries");

            migrationBuilder.DropTable(
                name: "TopicCursors");

            migrationBuilder.DropTable(
                name: "TopicDeliveries");

            migrationBuilder.DropTable(
                name: "TopicEvents");

            migrationBuilder.DropTable(
                name: "TopicSubscriptions");

            migrationBuilder.DropTable(
                name: "UsedAssertions");
        }
    }
}
