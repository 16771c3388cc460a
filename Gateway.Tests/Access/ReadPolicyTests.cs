using System.Collections.Immutable;
using Gateway.Access;
using Gateway.References;
using Gateway.Storage;
using Gateway.Tests.Storage;

namespace Gateway.Tests.Access;

public sealed class ReadPolicyTests
{
    [Theory]
    [InlineData("patient/Communication.r", "susie-smith", true)]
    [InlineData("patient/Communication.r", "mark-smith", false)]
    [InlineData("patient/Communication.r", null, false)]
    [InlineData("patient/Communication.c", "susie-smith", false)]
    [InlineData("patient/Task.r", "susie-smith", false)]
    [InlineData("user/Communication.r", "susie-smith", true)]
    [InlineData("user/Communication.r", null, false)]
    [InlineData("system/Communication.r", null, true)]
    public void A_filed_message_is_for_readers_of_its_chart(string scope, string? launch, bool allowed) =>
        Assert.Equal(allowed, MayRead(ACaller(scope, launch, "Patient/somebody"), "Communication", quarantined: false));

    [Theory]
    [InlineData("patient/Communication.r", "Patient/susie-smith", true)]
    [InlineData("patient/Communication.r", "Patient/johnny-smith", false)]
    [InlineData("patient/Communication.c", "Patient/susie-smith", false)]
    [InlineData("system/*.cruds", null, false)]
    [InlineData("user/*.cruds", "Practitioner/dr-lee", false)]
    [InlineData("user/Communication.r gateway/review", "Practitioner/nurse-kim", true)]
    [InlineData("patient/Communication.r gateway/review", "Patient/mark-smith", false)]
    public void A_held_message_is_for_its_sender_and_for_reviewers(string scopes, string? person, bool allowed) =>
        Assert.Equal(allowed, MayRead(ACaller(scopes, "susie-smith", person), "Communication", quarantined: true));

    [Fact]
    public void The_review_item_is_not_even_for_the_sender() => Assert.False(
        MayRead(ACaller("patient/*.rs", "susie-smith", "Patient/susie-smith"), "Task", quarantined: true));

    // The test of one version, and the condition on a query, must say the same.
    private static bool MayRead(Caller caller, string type, bool quarantined)
    {
        var own = caller.Chart is { } chart ? ImmutableArray.Create(chart) : [];
        var reader = Reader.In(new Compartment.Open(caller.Chart, own), caller, caller.Person is { } person ? [person.ToString()] : []);
        var rights = ReadPolicy.RightsOf(reader, type, ScopeRights.Read);
        var row = Rows.Message("m1", quarantined: quarantined);
        Assert.Equal(rights.Allow(row), rights.Filter<StoredResource>().Compile()(row));
        return rights.Allow(row);
    }

    private static Caller ACaller(string scopes, string? launch, string? person) => new(
        "portal",
        launch is null ? null : new PatientId(launch),
        ResourceKey.TryParse(person, out var key) ? key : null,
        [.. scopes.Split(' ').Select(text => SmartScope.TryParse(text, out var scope) ? scope : default).Where(scope => scope != default)],
        scopes.Contains(Caller.ReviewerScope, StringComparison.Ordinal));
}
