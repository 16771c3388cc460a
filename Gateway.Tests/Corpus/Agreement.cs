using System.Globalization;

namespace Gateway.Tests.Corpus;

/// <summary>How far two readers of the corpus say the same: the share of messages, and Cohen's kappa, which takes off what chance would give.</summary>
internal readonly record struct Agreement(double Share, double Kappa)
{
    public static Agreement Of<T>(IEnumerable<(T First, T Second)> labels)
        where T : notnull
    {
        var pairs = labels.ToList();
        var same = (double)pairs.Count(pair => pair.First.Equals(pair.Second)) / pairs.Count;
        var seconds = pairs.CountBy(pair => pair.Second).ToDictionary();
        var chance = pairs.CountBy(pair => pair.First).Sum(first => (double)first.Value * seconds.GetValueOrDefault(first.Key)) / pairs.Count / pairs.Count;
        return new Agreement(same, (same - chance) / (1 - chance));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Share:0.000} (kappa {Kappa:0.000})");
}
