namespace Gateway.Measures;

/// <summary>A message as the audit trail tells of it: sent by whom, and the charts that it was taken into, or that were suggested for it.</summary>
/// <param name="Client">The app.</param>
/// <param name="Person">The person, as <c>Type/id</c>.</param>
/// <param name="Charts">Patients as <c>Type/id</c> between blanks.</param>
/// <param name="At">When.</param>
internal sealed record TakenMessage(string Client, string? Person, string? Charts, DateTimeOffset At)
{
    public string[] ChartList => Charts?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
}
