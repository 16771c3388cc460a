using Gateway.Subjects.Weighing;

namespace Fit;

/// <summary>Reads each family's messages with trees that were grown without that family.</summary>
internal static class CrossValidation
{
    private const int Folds = 5;

    public static IReadOnlyList<UnseenReading> Read(IReadOnlyList<Example> examples, FitOptions options) =>
        [.. Enumerable.Range(0, Folds).SelectMany(fold => ReadFold(examples, fold, options))];

    private static IEnumerable<UnseenReading> ReadFold(IReadOnlyList<Example> examples, int fold, FitOptions options)
    {
        List<Example> seen = [.. examples.Where(example => FoldOf(example) != fold)];
        List<Example> unseen = [.. examples.Where(example => FoldOf(example) == fold)];
        NeighbourTrainer.NoteUnseen(seen, options);
        NeighbourTrainer.Note(unseen, NeighbourTrainer.Learn(seen, options));
        var forest = Forest.Of(Trainer.Grow(seen, options));
        return unseen.Select(example => new UnseenReading(
            example, example.Rules.Stops, WeighingPolicy.Stops(example.Rules, example.Candidates.Max(forest.ScoreOf))));
    }

    private static int FoldOf(Example example) => (int)(example.Message.Family.Aggregate(17u, (hash, letter) => (hash * 31) + letter) % Folds);
}
