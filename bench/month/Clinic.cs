using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Gateway.Policies;
using Gateway.References;

namespace Month;

/// <summary>Somebody who works in a pool.</summary>
/// <param name="Key">Who.</param>
/// <param name="Pool">Where.</param>
/// <param name="Out">Days on which that person is not there, nobody standing in.</param>
internal sealed record Worker(ResourceKey Key, ResourceKey Pool, ImmutableHashSet<DateOnly> Out)
{
    private static readonly TimeOnly Opens = new(8, 0);
    private static readonly TimeOnly Closes = new(17, 0);

    public bool IsThereAt(DateTimeOffset at)
    {
        var local = MonthPlan.LocalOf(at);
        var time = TimeOnly.FromDateTime(local);
        return local.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
            && time >= Opens && time < Closes
            && !Clinic.Holidays.Contains(DateOnly.FromDateTime(local)) && !Out.Contains(DateOnly.FromDateTime(local));
    }
}

/// <summary>Who works in the clinic, and by which policy.</summary>
internal static class Clinic
{
    public static readonly ResourceKey OnCall = new("CareTeam", "pool-on-call");
    public static readonly ResourceKey Nurses = new("CareTeam", "pool-nurse-triage");
    public static readonly ResourceKey Refills = new("CareTeam", "pool-refill");
    public static readonly ResourceKey Scheduling = new("CareTeam", "pool-scheduling");
    public static readonly ResourceKey Billing = new("CareTeam", "pool-billing");

    public static readonly ResourceKey Doctor = new("Practitioner", "doctor-1");
    public static readonly ResourceKey SecondDoctor = new("Practitioner", "doctor-2");
    public static readonly ResourceKey Lead = new("Practitioner", "lead");

    /// <summary>Thanksgiving, as the policy has it.</summary>
    public static readonly ImmutableHashSet<DateOnly> Holidays = [new DateOnly(2026, 11, 26)];

    private static readonly (ResourceKey Pool, string Name, int Count)[] Desks = [(Nurses, "nurse", 5), (Refills, "refills", 2), (Scheduling, "desk", 2), (Billing, "billing", 1)];

    /// <summary>Everybody but those on call. One nurse is on holiday for a week, the only one in billing for three days, and everybody is ill now and then.</summary>
    public static ImmutableArray<Worker> Workers(MonthPlan plan, Random random)
    {
        var first = DateOnly.FromDateTime(MonthPlan.LocalOf(MonthPlan.Start));
        return
        [
            .. Desks.SelectMany(desk => Enumerable.Range(1, desk.Count).Select(number => new Worker(
                new ResourceKey("Practitioner", $"{desk.Name}-{number}"),
                desk.Pool,
                [.. Enumerable.Range(0, plan.Days + plan.DaysAfter).Where(day => IsOut(desk.Pool, number, day, random)).Select(first.AddDays)]))),
        ];
    }

    /// <summary>The policy that ships, with these people in its pools.</summary>
    public static string Policy()
    {
        var policy = JsonNode.Parse(PolicyDocument.DefaultJson())!;
        policy["version"] = "month-1";
        foreach (var (pool, name, count) in Desks)
        {
            Put(policy, pool, [.. Enumerable.Range(1, count).Select(number => $"Practitioner/{name}-{number}")]);
        }

        Put(policy, OnCall, Doctor.ToString(), SecondDoctor.ToString());
        policy["onCall"]!["rotas"]!["first"]!["fallback"] = Doctor.ToString();
        policy["onCall"]!["rotas"]!["second"]!["fallback"] = SecondDoctor.ToString();
        return policy.ToJsonString();
    }

    private static bool IsOut(ResourceKey pool, int number, int day, Random random) =>
        (pool == Nurses && number == 1 && day is >= 12 and < 19) || (pool == Billing && day is >= 13 and < 16) || random.NextDouble() < 0.05;

    private static void Put(JsonNode policy, ResourceKey pool, params string[] members)
    {
        var described = policy["routing"]!["pools"]![pool.ToString()]!;
        described["members"] = new JsonArray([.. members.Select(member => (JsonNode)member)]);
        described["lead"] = Lead.ToString();
    }
}
