namespace Gateway.Storage;

/// <summary>An update found its row changed or gone. It never leaves the writer: callers get <see cref="CommitResult.Superseded"/>.</summary>
internal sealed class SupersededException() : Exception("The row was changed since it was read.");
