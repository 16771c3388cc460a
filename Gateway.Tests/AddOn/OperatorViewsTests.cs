using System.Text.Json.Nodes;
using SmartApp.Operations;

namespace Gateway.Tests.AddOn;

/// <summary>What operators and auditors ask for, and what is made of the gateway's report, without a page.</summary>
public sealed class OperatorViewsTests
{
    private static readonly JsonNode _report = JsonNode.Parse("""
        {
          "messages": 40,
          "work": {
            "answered": 30, "open": 10, "reroutedPerThousand": 150,
            "groups": [
              { "pool": "CareTeam/pool-nurse-triage", "policyVersion": "2026-01", "received": 30, "overdue": 2, "unopenedAlarms": 3, "overdueAlarms": 1 },
              { "received": 10, "unopenedAlarms": 0, "overdueAlarms": 2 }
            ],
            "reroutes": [
              { "from": "CareTeam/a", "to": "CareTeam/b", "reason": "wrong-pool", "count": 2 },
              { "count": 4 },
              { "from": "CareTeam/a", "to": "CareTeam/b", "reason": "absent", "count": 3 }
            ]
          }
        }
        """)!;

    [Theory]
    [InlineData("Practitioner/dr-lee", "failed", "_sort=-date&_count=50&agent=Practitioner%2Fdr-lee&outcome=4%2C8%2C12")]
    [InlineData("smart-app", "done", "_sort=-date&_count=50&agent:identifier=smart-app&outcome=0")]
    [InlineData(" ", "anything", "_sort=-date&_count=50")]
    public void The_trail_is_searched_by_who_did_it_and_by_what_came_of_it(string agent, string outcome, string query) =>
        Assert.Equal(query, AuditView.Query(null, agent, outcome, null, null, null));

    [Fact]
    public void Undelivered_messages_are_asked_for_by_what_is_filled_in_and_by_whole_days()
    {
        var search = new DeadLetterSearch("waiting", "susie-smith", " Communication/7 ", "", "ehr-4130", "2026-11-30", "2026-12-31");

        Assert.Equal("state=waiting&chart=susie-smith&message=7&fault=ehr-4130&since=2026-11-30T00%3A00%3A00Z&before=2027-01-01T00%3A00%3A00Z&after=12", search.Query(12));
        Assert.Equal("""{"chart":"susie-smith","message":"7","fault":"ehr-4130","since":"2026-11-30T00:00:00Z","before":"2027-01-01T00:00:00Z"}""", search.ToFilter().ToJsonString());
        Assert.Equal("state=waiting&chart=susie-smith&message=Communication%2F7&code=ehr-4130&from=2026-11-30&to=2026-12-31", search.Address);
        Assert.Equal("state=waiting", new DeadLetterSearch("waiting", " ", null, null, null, null, null).Query(null));
        Assert.Equal("state=waiting&since=yesterday", new DeadLetterSearch("waiting", null, null, null, null, "yesterday", null).Query(null));
    }

    [Fact]
    public void Messages_on_their_way_are_asked_for_by_what_is_filled_in()
    {
        var search = new DeliverySearch("retrying", "susie-smith", " Communication/7 ", "timeout", "60");

        Assert.Equal("state=retrying&chart=susie-smith&message=7&fault=timeout&minutes=60&after=12", search.Query(12));
        Assert.Equal("state=retrying&chart=susie-smith&message=Communication%2F7&code=timeout&minutes=60", search.Address);
        Assert.Equal((false, ""), (new DeliverySearch("", " ", null, null, null).IsNarrow, new DeliverySearch(null, null, null, null, null).Query(null)));
    }

    [Theory]
    [InlineData("""{ "isServed": true, "isPaused": false }""", "open")]
    [InlineData("""{ "isServed": true, "isPaused": false, "shutUntil": "2026-11-30T08:00:00Z" }""", "shut")]
    [InlineData("""{ "isServed": true, "isPaused": true, "shutUntil": "2026-11-30T08:00:00Z" }""", "paused")]
    [InlineData("""{ "isServed": false, "isPaused": false }""", "not-served")]
    public void Whether_messages_leave_is_told_for_each_connection(string connection, string way) =>
        Assert.Equal(way, Assert.Single(ConnectionView.AllIn(JsonNode.Parse($$"""{ "connections": [{{connection}}] }"""))).Way);

    [Theory]
    [InlineData("", "", "", "{}")]
    [InlineData("wei-chen", "", "alert", """{"patient":"Patient/wei-chen","category":"alert"}""")]
    [InlineData("Patient/wei-chen", " CareTeam/a, Practitioner/b;", "", """{"patient":"Patient/wei-chen","recipients":["CareTeam/a","Practitioner/b"]}""")]
    public void Corrections_are_sent_as_they_are_filled_in(string patient, string recipients, string category, string json) =>
        Assert.Equal(json, new LetterCorrections(patient, recipients, category).ToJson().ToJsonString());

    [Fact]
    public void Alarms_are_counted_for_each_pool_and_together()
    {
        Assert.Equal([4, 2], MeasuresView.Pools(_report).Select(pool => pool.Alarms));
        Assert.Contains(("alarms", "6"), MeasuresView.Figures(_report));
    }

    [Fact]
    public void Ways_between_pools_are_told_whatever_the_reason() =>
        Assert.Equal([new PoolReroutes("CareTeam/a", "CareTeam/b", 5), new PoolReroutes(null, null, 4)], MeasuresView.Reroutes(_report));

    [Fact]
    public void Pools_are_called_as_the_policy_calls_them_in_the_readers_language()
    {
        var policy = JsonNode.Parse("""{ "routing": { "pools": { "CareTeam/a": { "name": { "en": "Nurses", "es": "Enfermería" } }, "CareTeam/b": { "name": { "en": "Desk" } }, "CareTeam/c": {} } } }""");

        Assert.Equal(["Enfermería", "Desk", "CareTeam/c"], PolicyFields.PoolNames(policy, "es").Values);
        Assert.Empty(PolicyFields.PoolNames(null, "en"));
    }
}
