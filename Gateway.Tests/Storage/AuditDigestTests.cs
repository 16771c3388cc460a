using System.Reflection;
using Gateway.Storage;

namespace Gateway.Tests.Storage;

/// <summary>A row's digest covers every column: none can be changed unseen, also none that is added later.</summary>
public sealed class AuditDigestTests
{
    public static TheoryData<string> Columns =>
        [.. typeof(AuditEntry).GetProperties().Select(property => property.Name).Where(name => name != nameof(AuditEntry.Digest))];

    [Theory]
    [MemberData(nameof(Columns))]
    public void A_changed_column_changes_the_digest(string column)
    {
        var (entry, other) = (Full(), Full());
        Assert.Equal(AuditDigest.Of([1], entry), AuditDigest.Of([1], other));

        var property = typeof(AuditEntry).GetProperty(column)!;
        property.SetValue(other, OtherThan(property, entry));

        Assert.NotEqual(AuditDigest.Of([1], entry), AuditDigest.Of([1], other));
    }

    [Fact]
    public void It_covers_the_digest_before() => Assert.NotEqual(AuditDigest.Of([1], Full()), AuditDigest.Of([2], Full()));

    [Fact]
    public void Nothing_is_not_an_empty_text_and_columns_do_not_run_together()
    {
        AuditEntry Of(string client, string? person, string? resource) => new() { Action = AuditAction.Read, Client = client, Person = person, Resource = resource };

        Assert.Equal(
            4, new[] { Of("a", null, null), Of("a", "", null), Of("a", "b", "c"), Of("a", "bc", "") }.Select(entry => Convert.ToHexString(AuditDigest.Of([], entry))).Distinct().Count());
    }

    private static object OtherThan(PropertyInfo property, AuditEntry entry) => property.GetValue(entry) switch
    {
        string text => text + "!",
        long number => number + 1,
        int number => number + 1,
        bool flag => !flag,
        DateTimeOffset at => at.AddTicks(10),
        AuditAction => AuditAction.Vread,
        AuditOutcome => AuditOutcome.Held,
        var value => throw new NotSupportedException($"{property.Name}: {value}"),
    };

    private static AuditEntry Full() => new()
    {
        Sequence = 7,
        At = Rows.Noon,
        Action = AuditAction.Read,
        Client = "portal",
        Person = "Practitioner/oak",
        Resource = "Communication/m1",
        Version = 2,
        Chart = "willow",
        Sender = "Patient/willow",
        Related = "Communication/m2",
        Query = "status=completed",
        Why = "scope",
        PolicyVersion = "p-1",
        Reasons = "[]",
        RequestId = "r-1",
        Address = "192.0.2.1",
        Chain = 3,
        Number = 9,
    };
}
