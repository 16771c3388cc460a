using System.Globalization;
using Gateway.Access;
using Gateway.Search;
using Gateway.Storage;
using Gateway.Tests.Storage;
using Hl7.Fhir.Model;
using Task = System.Threading.Tasks.Task;

namespace Gateway.Tests.Search;

/// <summary>A granular scope means the same to a query and to one resource, and what it cannot mean grants nothing.</summary>
public sealed class ScopeConditionsTests() : StorageContract(StorageProvider.Sqlite)
{
    private const string Category = "http://terminology.hl7.org/CodeSystem/communication-category";

    public static TheoryData<string> Simple =>
    [
        $"category={Category}|notification",
        $"category={Category}%7Cnotification",
        "category=notification",
        $"category={Category}|",
        "status=completed,on-hold",
        "status=completed&category=notification",
        "status=http://hl7.org/fhir/event-status|completed",
        "sender=Patient/susie",
        "sender=http://ehr.test/fhir/Patient/susie,Patient/mark",
        "patient=Patient/susie",
        "patient=susie",
        "recipient=Practitioner/house&_tag=red",
        "identifier=urn:a|1",
        "_profile=http://example.org/p",
        "_security=R",
    ];

    [Theory]
    [MemberData(nameof(Simple))]
    public async Task A_query_and_a_judgement_of_each_resource_agree(string query)
    {
        var bed = new SearchBed(Store);
        var messages = Enumerable.Range(0, 200).Select(AMessage).ToArray();
        await bed.AddAsync(messages);
        var narrowed = ReadRights.None with { OfContent = [new(SearchBed.All, new ScopeCriteria(query))] };

        var found = await bed.SetAsync("Communication", "_count=1000", narrowed);
        var criteria = ScopeConditions.Of("Communication", new ScopeCriteria(query), SearchBed.Bases)!.Value;
        var judged = messages.Where(message => ScopeConditions.Hold(criteria, SearchBed.Index.EntriesOf(message))).Select(message => message.Id!);

        Assert.Equal(judged.Order(StringComparer.Ordinal), found);
        Assert.InRange(found.Length, 1, messages.Length - 1);
    }

    [Theory]
    [InlineData("category:not=notification")]
    [InlineData("category:in=http://example.org/vs")]
    [InlineData("category:text=notification")]
    [InlineData("category:missing=false")]
    [InlineData("sender.name=susie")]
    [InlineData("sender:Patient=susie")]
    [InlineData("sender:identifier=urn:a|1")]
    [InlineData("part-of:Communication.status=completed")]
    [InlineData("_has:Task:focus:status=requested")]
    [InlineData("sent=ge2026")]
    [InlineData("_lastUpdated=ge2026")]
    [InlineData("_id=m1")]
    [InlineData("colour=red")]
    [InlineData("status")]
    [InlineData("status=")]
    [InlineData("status=completed,")]
    [InlineData("category=a|b|c")]
    [InlineData("sender=not a reference")]
    [InlineData("status=never-heard-of")]
    [InlineData("_sort=sent")]
    [InlineData("_count=1")]
    [InlineData("_include=Communication:sender")]
    [InlineData("status=completed&colour=red")]
    [InlineData("&")]
    public async Task What_is_not_evaluated_grants_nothing_not_even_leniently(string query)
    {
        var bed = new SearchBed(Store);
        var message = AMessage(0);
        await bed.AddAsync(message);
        var narrowed = ReadRights.None with { OfContent = [new(SearchBed.All, new ScopeCriteria(query))] };

        var lenient = await bed.RunAsync(SearchBed.Understand("Communication", "colour=red&status=completed", isStrict: false), narrowed);
        var criteria = ScopeConditions.Of("Communication", new ScopeCriteria(query), SearchBed.Bases);

        Assert.Empty(lenient.Matches);
        Assert.True(criteria is null || !ScopeConditions.Hold(criteria.Value, SearchBed.Index.EntriesOf(message)));
    }

    [Fact]
    public void Without_granular_scopes_a_caller_is_left_as_it_is()
    {
        Assert.True(SmartScope.TryParse("patient/*.rs", out var scope));
        var caller = new Caller("portal", null, null, [scope], false);

        Assert.Same(caller, new ScopeJudge(SearchBed.Index).Before(caller, AMessage(1)));
        Assert.Empty(ReadPolicy.RightsOf(new Reader(caller, []) { LaunchChart = "susie" }, "Communication", ScopeRights.Search).OfContent);
    }

    private static Communication AMessage(int i) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"m{i:000}"),
        Meta = new Meta
        {
            Tag = i % 3 == 0 ? [new Coding("urn:tags", "red")] : [],
            Security = i % 5 == 0 ? [new Coding("http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "R")] : [],
            Profile = i % 4 == 0 ? ["http://example.org/p"] : [],
        },
        Status = (i % 3) switch { 0 => EventStatus.Completed, 1 => EventStatus.OnHold, _ => EventStatus.InProgress },
        Category = i % 2 == 0 ? [new CodeableConcept(i % 4 == 0 ? Category : "urn:other", "notification"), new CodeableConcept("urn:other", "alert")] : [],
        Subject = new ResourceReference(i % 7 == 0 ? "Group/all" : i % 2 == 0 ? "Patient/susie" : "Patient/mark"),
        Sender = new ResourceReference(i % 4 == 0 ? "http://ehr.test/fhir/Patient/susie" : i % 4 == 1 ? "Patient/mark" : "Practitioner/house"),
        Recipient = i % 2 == 0 ? [new ResourceReference("Practitioner/house")] : [],
        Identifier = [new Identifier(i % 6 == 0 ? "urn:a" : "urn:b", "1")],
    };
}
