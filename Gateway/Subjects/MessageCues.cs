using System.Collections.Immutable;
using Gateway.Text;

namespace Gateway.Subjects;

/// <summary>The cues found in a message, and what in it nobody could be given.</summary>
internal sealed class MessageCues
{
    private const int MostEvidence = 8;

    private static readonly ImmutableArray<string> RuleIds = [.. Enum.GetNames<Cue>().Select(cue => $"subject.{cue}")];

    private readonly int[] _counts = new int[RuleIds.Length];
    private readonly List<TextEvidence> _evidence = [];

    /// <summary>Symptoms and the like before anybody was mentioned: the writer's, unless somebody turns up.</summary>
    public int Unclaimed { get; set; }

    public static string RuleIdOf(Cue cue) => RuleIds[(int)cue];

    public bool Has(Cue cue) => _counts[(int)cue] > 0;

    public ImmutableArray<TextEvidence> Because() => [.. _evidence];

    public void Add(Cue cue, TextSpan span)
    {
        _counts[(int)cue]++;
        if (_evidence.Count < MostEvidence)
        {
            _evidence.Add(new TextEvidence(RuleIdOf(cue), span));
        }
    }
}
