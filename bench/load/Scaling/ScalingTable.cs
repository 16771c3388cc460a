using System.Globalization;
using Load.Reporting;

namespace Load.Scaling;

/// <summary>Writes what further gateways add as Markdown, beside what the model says.</summary>
internal static class ScalingTable
{
    /// <summary>The share of the model that two gateways and more are to reach of what one alone does for each.</summary>
    public const double LeastShare = 0.7;

    public static string Render(ScalingPlan plan, IReadOnlyList<ScalingResult> results, string machine)
    {
        var table = new TextTable("gateways", "delivered/s", "model/s", "of one gateway", "CPU ms each");
        foreach (var result in results)
        {
            table.Row(
                Number(result.Replicas, "F0"),
                Number(result.Rate, "F0"),
                Number(Model(plan, result.Replicas), "F0"),
                Number(result.Rate / results[0].Rate, "F2"),
                Number(result.Cpu, "F2"));
        }

        return string.Create(CultureInfo.InvariantCulture, $"""
            # Further gateways

            {machine}

            {plan.Messages} messages of {plan.Charts} charts wait on one PostgreSQL; then so many gateways, a cluster by Redis, deliver them to an EHR that takes {plan.Answer.TotalMilliseconds:F0} ms for each create.
            `Delivery:ConcurrentSends` is {plan.Sends} each. The rate is of what the EHR filed, without the first and the last tenth. Made by `bench/scaling.sh`.

            {table.ToMarkdown()}
            {(results.All(result => result.Exact) ? "Each message was filed once, in the order of its chart." : "PROMISES WERE BROKEN.")} The model is gateways × `ConcurrentSends` / answer of the EHR
            ([what it leaves out, and where it ends](../../docs/operations.md#how-many-gateways)). Each gateway is to add at least {LeastShare:P0} of what one does alone: {(Holds(results) ? "it does" : "it did NOT here")}.

            """);
    }

    /// <summary>What so many gateways could deliver if nothing but the EHR took time.</summary>
    public static double Model(ScalingPlan plan, int replicas) => Math.Min(replicas * plan.Sends, plan.Charts) / plan.Answer.TotalSeconds;

    /// <summary>Whether each further gateway adds its share.</summary>
    public static bool Holds(IReadOnlyList<ScalingResult> results) =>
        results.All(result => result.Exact && result.Rate >= LeastShare * result.Replicas * results[0].Rate);

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
