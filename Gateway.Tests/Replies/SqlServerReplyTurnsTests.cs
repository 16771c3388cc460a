using Gateway.Storage;

namespace Gateway.Tests.Replies;

/// <summary><see cref="ReplyTurnsContract"/> on SQL Server.</summary>
public sealed class SqlServerReplyTurnsTests() : ReplyTurnsContract(StorageProvider.SqlServer);
