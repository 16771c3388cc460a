using Gateway.Tests.Corpus;
using Gateway.Text;
using Gateway.Triage;
using Gateway.Triage.Weighing;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace Fit.Triage;

/// <summary>Learns the weights by logistic regression (ML.NET's L-BFGS, one thread, so that the same corpus gives the same weights).</summary>
internal static class TriageTrainer
{
    public static TraitNames NamesFor(IReadOnlyList<LabelledMessage> messages, TriageOptions options) => new(
        TriageLexicon.Default,
        messages.SelectMany(message => WordsOf(message.Text).Select(word => (word, message.Family))).Distinct()
            .GroupBy(use => use.word, StringComparer.Ordinal).Where(word => word.Count() >= options.LeastFamilies)
            .Select(word => word.Key).Order(StringComparer.Ordinal));

    public static IReadOnlyList<WeightFile> Learn(IReadOnlyList<TriageExample> examples, TraitNames names, TriageOptions options)
    {
        var answers = Enum.GetValues<Question>().Select(question => Learn(examples, names, question, options)).ToList();
        var rows = names.All.Index().Select(name => new WeightFile(name.Item, [.. answers.Select(answer => float.Round(answer.Weights[name.Index], 2))]));
        return
        [
            new WeightFile(null, [.. answers.Select(answer => float.Round(answer.Start, 2))]),
            .. rows.Where(row => row.Weights.Any(weight => weight is not 0)),
        ];
    }

    private static (float Start, IReadOnlyList<float> Weights) Learn(
        IReadOnlyList<TriageExample> examples, TraitNames names, Question question, TriageOptions options)
    {
        var machine = new MLContext(seed: 1);
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, names.All.Count);
        var rows = examples.Where(example => example.Answer(question) is not null).Select(example => new Row
        {
            Label = example.Answer(question) == true,
            Weight = (example.IsOrdinary ? options.OrdinaryWeight : 1) * (question > Question.AsksForCare && example.Answer(question) == true ? options.RareIntentWeight : 1),
            Features = FeaturesOf(example, names),
        });
        var model = machine.BinaryClassification.Trainers.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options
        {
            ExampleWeightColumnName = nameof(Row.Weight),
            L1Regularization = 0,
            L2Regularization = options.Restraint,
            MaximumNumberOfIterations = 60,
            HistorySize = 10,
            OptimizationTolerance = 1e-5f,
            NumberOfThreads = 1,
        }).Fit(machine.Data.LoadFromEnumerable(rows.ToList(), schema));
        return (model.Model.SubModel.Bias, model.Model.SubModel.Weights);
    }

    private static VBuffer<float> FeaturesOf(TriageExample example, TraitNames names)
    {
        var traits = example.Traits.OrderBy(trait => trait.Name).ToList();
        return new VBuffer<float>(names.All.Count, traits.Count, [.. traits.Select(trait => trait.Value)], [.. traits.Select(trait => trait.Name)]);
    }

    private static HashSet<string> WordsOf(string text)
    {
        using var tokens = Tokenizer.Read(text, TriageLexicon.Default.Words);
        var words = new HashSet<string>(StringComparer.Ordinal);
        Span<char> into = stackalloc char[Vocabulary.LongestWord];
        foreach (var token in tokens.Tokens)
        {
            if (token.Kind is TokenKind.Word && WordSpelling.PlainOf(tokens.Spelling(token), into) is { IsEmpty: false } word)
            {
                words.Add(word.ToString());
            }
        }

        return words;
    }

    private sealed class Row
    {
        public bool Label { get; set; }

        public float Weight { get; set; }

        public VBuffer<float> Features { get; set; }
    }
}
