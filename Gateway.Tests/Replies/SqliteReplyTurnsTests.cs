using Gateway.Storage;

namespace Gateway.Tests.Replies;

/// <summary><see cref="ReplyTurnsContract"/> on SQLite.</summary>
public sealed class SqliteReplyTurnsTests() : ReplyTurnsContract(StorageProvider.Sqlite);
