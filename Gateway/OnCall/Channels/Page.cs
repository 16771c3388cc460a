using System.Globalization;
using Gateway.References;

namespace Gateway.OnCall.Channels;

/// <summary>What a channel tells: ids alone, and where to look.</summary>
/// <param name="AlertId">The alert, which is its Task's id.</param>
/// <param name="Step">The step, from 1.</param>
/// <param name="Level">How far up the chain, from 1.</param>
/// <param name="Who">Who is told.</param>
/// <param name="RaisedAt">When the emergency came in.</param>
/// <param name="TaskAddress">The Task, as clients address it.</param>
internal sealed record Page(string AlertId, int Step, int Level, ResourceKey Who, DateTimeOffset RaisedAt, string TaskAddress)
{
    /// <summary>The same for every attempt at telling this person this step.</summary>
    public string Key => string.Create(CultureInfo.InvariantCulture, $"{AlertId}.{Step}.{Who.Type}.{Who.Id}");
}
