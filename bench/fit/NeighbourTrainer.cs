using Gateway.Subjects.Weighing;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace Fit;

/// <summary>
/// Learns what the words by the mentions of people weigh, by logistic regression (ML.NET's L-BFGS, one thread, so that the same corpus gives the same
/// weights), which leaves most of them at nothing.
/// </summary>
internal static class NeighbourTrainer
{
    private const int Parts = 4;

    /// <summary>
    /// Notes in the traits of each candidate what its neighbours say, by weights that were learnt from other families: the trees are to
    /// trust them as far as they can be trusted with families they do not know.
    /// </summary>
    public static void NoteUnseen(IReadOnlyList<Example> examples, FitOptions options)
    {
        for (var part = 0; part < Parts; part++)
        {
            var weights = Learn([.. examples.Where(example => PartOf(example) != part)], options);
            Note([.. examples.Where(example => PartOf(example) == part)], weights);
        }
    }

    public static void Note(IReadOnlyList<Example> examples, IReadOnlyList<NeighbourFile> weights)
    {
        var start = weights.Single(row => row.Neighbour is null).Weight;
        var known = weights.Where(row => row.Neighbour is not null).ToDictionary(row => row.Neighbour!, row => row.Weight, StringComparer.Ordinal);
        foreach (var (candidate, neighbours) in examples.SelectMany(example => example.Candidates.Zip(example.Neighbours)))
        {
            candidate.Traits.Note(TraitKind.Neighbours, start + neighbours.Sum(neighbour => known.GetValueOrDefault(neighbour)));
        }
    }

    public static IReadOnlyList<NeighbourFile> Learn(IReadOnlyList<Example> examples, FitOptions options)
    {
        var names = examples
            .SelectMany(example => example.Neighbours.SelectMany(neighbours => neighbours).Distinct().Select(neighbour => (neighbour, example.Message.Family))).Distinct()
            .GroupBy(use => use.neighbour, StringComparer.Ordinal).Where(uses => uses.Count() >= options.LeastFamilies)
            .Select(uses => uses.Key).Order(StringComparer.Ordinal).ToList();
        var places = names.Index().ToDictionary(name => name.Item, name => name.Index, StringComparer.Ordinal);
        var machine = new MLContext(seed: 1);
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, names.Count);
        var rows = examples.SelectMany(example => example.Candidates.Zip(example.Neighbours).Select(pair => new Row
        {
            Label = example.Meant.Contains(pair.First),
            Features = FeaturesOf(pair.Second, places),
        }));
        var model = machine.BinaryClassification.Trainers.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options
        {
            L1Regularization = options.NeighbourL1,
            L2Regularization = options.NeighbourL2,
            MaximumNumberOfIterations = 100,
            HistorySize = 10,
            OptimizationTolerance = 1e-5f,
            NumberOfThreads = 1,
        }).Fit(machine.Data.LoadFromEnumerable(rows.ToList(), schema));
        var (start, weights) = (model.Model.SubModel.Bias, model.Model.SubModel.Weights);
        return
        [
            new NeighbourFile(null, float.Round(start, 2)),
            .. names.Index().Select(name => new NeighbourFile(name.Item, float.Round(weights[name.Index], 2))).Where(row => row.Weight is not 0),
        ];
    }

    private static VBuffer<float> FeaturesOf(IReadOnlySet<string> neighbours, Dictionary<string, int> places)
    {
        int[] found = [.. neighbours.Select(neighbour => places.TryGetValue(neighbour, out var place) ? place : -1).Where(place => place >= 0).Order()];
        return new VBuffer<float>(places.Count, found.Length, [.. found.Select(_ => 1f)], found);
    }

    // Another cut than that of the cross-validation.
    private static int PartOf(Example example) => (int)(example.Message.Family.Aggregate(7u, (hash, letter) => (hash * 37) + letter) / 16 % Parts);

    private sealed class Row
    {
        public bool Label { get; set; }

        public VBuffer<float> Features { get; set; }
    }
}
