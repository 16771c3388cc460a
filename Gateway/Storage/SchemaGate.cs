namespace Gateway.Storage;

/// <summary>Closed until the schema is up to date: reads and writes wait here, so that the start need not (ADR 0013).</summary>
internal sealed class SchemaGate
{
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the schema is up to date; fails when it cannot be.</summary>
    public Task Opened => opened.Task;

    public void Open() => opened.TrySetResult();

    public void Fail(Exception fault) => opened.TrySetException(fault);
}
