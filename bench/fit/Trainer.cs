using Gateway.Subjects.Weighing;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace Fit;

/// <summary>Grows the trees by gradient boosting (ML.NET's FastTree, one thread and a fixed seed, so that the same corpus gives the same trees).</summary>
internal static class Trainer
{
    public static IReadOnlyList<TreeFile> Grow(IReadOnlyList<Example> examples, FitOptions options)
    {
        var machine = new MLContext(seed: 1);
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, Traits.Names.Length);
        var rows = examples.SelectMany(example => example.Candidates.Select(candidate => new Row
        {
            Label = example.Meant.Contains(candidate),
            Weight = example.IsOrdinary ? options.OrdinaryWeight : 1,
            Features = candidate.Traits.Values.ToArray(),
        }));
        var model = machine.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options
        {
            ExampleWeightColumnName = nameof(Row.Weight),
            NumberOfTrees = options.Trees,
            NumberOfLeaves = options.Leaves,
            MinimumExampleCountPerLeaf = options.LeastExamples,
            LearningRate = options.LearningRate,
            FeatureFraction = options.TraitFraction,
            NumberOfThreads = 1,
            Seed = 1,
            FeatureSelectionSeed = 1,
        }).Fit(machine.Data.LoadFromEnumerable(rows.ToList(), schema));
        return [.. model.Model.SubModel.TrainedTreeEnsemble.Trees.Select(TreeOf)];
    }

    private static TreeFile TreeOf(RegressionTree tree) => new(
        [
            .. Enumerable.Range(0, tree.NumberOfNodes).Select(node => new SplitFile(
                Traits.Names[tree.NumericalSplitFeatureIndexes[node]],
                float.Round(tree.NumericalSplitThresholds[node], 3),
                tree.LeftChild[node],
                tree.RightChild[node])),
        ],
        [.. tree.LeafValues.Select(value => float.Round((float)value, 3))]);

    private sealed class Row
    {
        public bool Label { get; set; }

        public float Weight { get; set; }

        public float[] Features { get; set; } = [];
    }
}
