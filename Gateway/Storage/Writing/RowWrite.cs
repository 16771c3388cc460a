namespace Gateway.Storage.Writing;

/// <summary>One row to write: the statement, and its values as the database takes them.</summary>
internal readonly record struct RowWrite(RowStatement Statement, object[] Values);
