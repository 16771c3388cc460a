using Gateway.Storage;

namespace Gateway.Tests.Replies;

/// <summary><see cref="ReplyTurnsContract"/> on PostgreSQL.</summary>
public sealed class PostgresReplyTurnsTests() : ReplyTurnsContract(StorageProvider.PostgreSql);
