using Gateway.Tests.Corpus;
using Gateway.Triage;
using Gateway.Triage.Weighing;

namespace Fit.Triage;

/// <summary>What is made of a message of a family that the weights have not seen: by the rules alone, and by rules and weights.</summary>
internal sealed record UnseenTriage(LabelledMessage Message, TriageSignals Rules, TriageSignals Signals)
{
    private const int Folds = 5;

    public bool IsOrdinary => TriageExample.IsOrdinaryMessage(Message);

    /// <summary>The likeliest intent, as the labels call it.</summary>
    public string FirstIntent => TriageExample.LabelOf(TriagePolicy.Rank(Signals)[0]);

    /// <summary>Reads each family's messages with weights that were learnt without that family.</summary>
    public static IReadOnlyList<UnseenTriage> ReadAll(IReadOnlyList<LabelledMessage> messages, TriageOptions options) =>
        [.. Enumerable.Range(0, Folds).SelectMany(fold => ReadFold(messages, fold, options))];

    private static IEnumerable<UnseenTriage> ReadFold(IReadOnlyList<LabelledMessage> messages, int fold, TriageOptions options)
    {
        var seen = messages.Where(message => FoldOf(message) != fold).ToList();
        var names = TriageTrainer.NamesFor(seen, options);
        var weights = new Weights(TriageTrainer.Learn([.. seen.Select(message => TriageExample.Of(message, names))], names, options));
        return messages.Where(message => FoldOf(message) == fold).Select(message =>
        {
            var (rules, traits) = TriageReader.ReadTraits(message.Text, weights.Names);
            return new UnseenTriage(message, rules, WeighingPolicy.Weigh(rules, traits, weights));
        });
    }

    private static int FoldOf(LabelledMessage message) => (int)(message.Family.Aggregate(17u, (hash, letter) => (hash * 31) + letter) % Folds);
}
