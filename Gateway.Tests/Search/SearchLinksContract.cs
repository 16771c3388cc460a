using System.Collections.Immutable;
using Gateway.Access;
using Gateway.Search;
using Gateway.Storage;
using Gateway.Tests.Storage;
using Hl7.Fhir.Model;
using FhirTask = Hl7.Fhir.Model.Task;
using Task = System.Threading.Tasks.Task;

namespace Gateway.Tests.Search;

/// <summary>What searches find along references, and what they may not show, on every database.</summary>
public abstract class SearchLinksContract : StorageContract
{
    private static readonly ReadRights SusieOnly = new(Everywhere: false, ["susie"], HeldOfAll: false, []);

    private protected SearchLinksContract(StorageProvider provider)
        : base(provider)
    {
    }

    private SearchBed Bed => new(Store);

    [Fact]
    public async Task Chains_lead_forward_and_back()
    {
        await AddFamilyAsync();

        Assert.Equal(["answer", "further"], await Bed.SetAsync("Communication", "in-response-to:Communication.status=completed"));
        Assert.Equal(["further"], await Bed.SetAsync("Communication", "in-response-to.in-response-to=Communication/first"));
        Assert.Equal(["t1"], await Bed.SetAsync("Task", "focus:Communication.patient=susie"));
        Assert.Equal(["first"], await Bed.SetAsync("Communication", "_has:Task:focus:status=requested"));
        Assert.Equal(["first"], await Bed.SetAsync("Communication", "patient=susie&_has:Task:focus:owner=CareTeam/blue"));
        Assert.Equal(["first"], await Bed.SetAsync("Communication", "_has:Communication:in-response-to:_has:Communication:in-response-to:_id=further"));
        Assert.Empty(await Bed.SetAsync("Communication", "_has:Task:focus:status=completed"));
    }

    [Fact]
    public async Task The_thread_below_a_message_is_found_at_once()
    {
        await AddFamilyAsync();

        Assert.Equal(["answer", "further"], await Bed.SetAsync("Communication", "in-response-to:below=Communication/first"));
        Assert.Equal(["further"], await Bed.SetAsync("Communication", "in-response-to:below=answer"));
        Assert.Equal(["first", "held", "other"], await Bed.SetAsync("Communication", "in-response-to:missing=true"));
    }

    [Fact]
    public async Task What_is_pointed_to_and_what_points_is_included()
    {
        await AddFamilyAsync();

        Assert.Equal(["answer"], await IncludedAsync("_id=further&_include=Communication:in-response-to"));
        Assert.Equal(["answer", "first"], await IncludedAsync("_id=further&_include:iterate=Communication:in-response-to"));
        Assert.Equal(["t1"], await IncludedAsync("_id=first&_revinclude=Task:focus"));
        Assert.Equal(["answer", "t1"], await IncludedAsync("_id=first&_revinclude=*"));
        Assert.Equal(["answer", "further", "t1"], await IncludedAsync("_id=first&_revinclude=Task:focus&_revinclude:iterate=Communication:in-response-to"));
        Assert.Empty(await IncludedAsync("_id=first,answer&_include=Communication:in-response-to"));
        Assert.Equal(["answer"], await IncludedAsync("_id=further&_include=*"));
    }

    [Fact]
    public async Task The_compartment_of_a_patient_holds_what_names_them()
    {
        await AddFamilyAsync();

        Assert.Equal(["answer", "first", "further", "held"], (await Bed.FindAsync("Communication", "", compartment: "susie")).Order(StringComparer.Ordinal));
        Assert.Equal(["other"], await Bed.FindAsync("Communication", "", compartment: "mark"));
        Assert.Equal(["first"], await Bed.FindAsync("Communication", "_has:Task:focus:status=requested", compartment: "susie"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("patient=susie,mark")]
    [InlineData("status=completed,on-hold&_sort=priority")]
    [InlineData("_id=first,answer,further,held,other")]
    public async Task Nobody_finds_or_counts_what_they_may_not_see(string query)
    {
        await AddFamilyAsync();

        Assert.Equal(["answer", "first", "further"], await Bed.SetAsync("Communication", query, SusieOnly));
        Assert.Equal(3, (await Bed.RunAsync("Communication", $"{query}&_summary=count", SusieOnly)).Total);
        Assert.Empty(await Bed.SetAsync("Communication", query, ReadRights.None));
    }

    [Fact]
    public async Task Several_charts_are_seen_together_and_what_is_held_in_them_by_its_sender()
    {
        await AddFamilyAsync();
        var both = new ReadRights(Everywhere: false, ["susie", "mark", "nobody"], HeldOfAll: false, []);

        Assert.Equal(["answer", "first", "further", "other"], await Bed.SetAsync("Communication", "", both));
        Assert.Equal(["answer", "first", "further", "held", "other"], await Bed.SetAsync("Communication", "", both with { HeldOf = ["Patient/mark", "RelatedPerson/m"] }));
        Assert.Equal(["held", "other"], await Bed.SetAsync("Communication", "", ReadRights.None with { Charts = ["mark", "nobody"], HeldOfAll = true }));
        Assert.Equal(["answer", "first", "further", "held"], await Bed.SetAsync("Communication", "", SusieOnly with { HeldOf = ["Patient/mark"] }));
        Assert.Equal(["answer", "first", "further", "held", "other"], await Bed.SetAsync("Communication", "", both with { Everywhere = true, HeldOf = ["Patient/mark"] }));
    }

    [Fact]
    public async Task A_narrowed_right_finds_counts_and_follows_what_fits_alone()
    {
        await AddFamilyAsync();
        var narrowed = ReadRights.None with { OfContent = [new(SusieOnly with { HeldOf = ["Patient/mark"] }, new ScopeCriteria("status=on-hold")), new(SearchBed.All, new ScopeCriteria("patient=mark"))] };

        Assert.Equal(["held", "other"], await Bed.SetAsync("Communication", "", narrowed));
        Assert.Equal(2, (await Bed.RunAsync("Communication", "_summary=count", narrowed)).Total);
        Assert.Equal(["other"], await Bed.SetAsync("Communication", "patient=mark", narrowed));
        Assert.Empty(await Bed.SetAsync("Communication", "in-response-to.status=completed", narrowed));
        Assert.Empty((await Bed.RunAsync("Communication", "_id=held&_revinclude=*", narrowed)).Included);
    }

    [Fact]
    public async Task No_chain_include_or_thread_leads_through_what_is_held()
    {
        await AddFamilyAsync();
        await Bed.StoreAsync(
            SearchBed.Stored(new FhirTask { Id = "review", Focus = new("Communication/held"), Status = FhirTask.TaskStatus.Requested }, chart: "susie"),
            SearchBed.Stored(Message("below-held", "Patient/susie", "held"), chart: "susie"));

        Assert.Empty(await Bed.SetAsync("Task", "focus:Communication.status=on-hold", SusieOnly));
        Assert.Empty(await Bed.SetAsync("Communication", "in-response-to.status=on-hold", SusieOnly));
        Assert.Equal(["t1"], (await Bed.RunAsync("Communication", "_revinclude=Task:focus", SusieOnly)).Included.Select(row => row.ResourceId));
        Assert.Empty((await Bed.RunAsync("Communication", "_id=below-held&_include=Communication:in-response-to", SusieOnly)).Included);
        Assert.Empty((await Bed.RunAsync("Task", "_id=review&_include=Task:focus", SusieOnly)).Included);
        Assert.Single((await Bed.RunAsync("Task", "_id=review&_include=Task:focus")).Included);
    }

    [Fact]
    public async Task A_condition_finds_none_one_or_several()
    {
        await AddFamilyAsync();

        Assert.Empty((await MatchAsync("_id=none")).Rows);
        Assert.Equal("first", Assert.Single((await MatchAsync("Communication?_id=first")).Rows).ResourceId);
        Assert.Equal(2, (await MatchAsync("?patient=susie")).Rows.Length);
        Assert.Equal((await MatchAsync("status=completed&patient=mark,susie")).Condition.Hash, (await MatchAsync("patient=susie%2Cmark&status=completed")).Condition.Hash);
        foreach (var wrong in (string[])["", "nonsense=1", "_count=1", "_sort=sent&_id=first", "sent=yesterday"])
        {
            Assert.IsType<SearchMatch.Refused>(await Bed.Reader.MatchAsync("Communication", wrong, _ => SearchBed.All, Cancellation));
        }
    }

    private async Task<SearchMatch.Found> MatchAsync(string condition) =>
        Assert.IsType<SearchMatch.Found>(await Bed.Reader.MatchAsync("Communication", condition, _ => SearchBed.All, Cancellation));

    private async Task<ImmutableArray<string>> IncludedAsync(string query) =>
        [.. (await Bed.RunAsync("Communication", query)).Included.Select(row => row.ResourceId).Order(StringComparer.Ordinal)];

    private Task AddFamilyAsync() => Bed.StoreAsync(
        SearchBed.Stored(Message("first", "Patient/susie"), chart: "susie"),
        SearchBed.Stored(Message("answer", "Patient/susie", "first"), chart: "susie"),
        SearchBed.Stored(Message("further", "Patient/susie", "answer"), chart: "susie"),
        SearchBed.Stored(Message("other", "Patient/mark"), chart: "mark"),
        SearchBed.Stored(Message("held", "Patient/susie", status: EventStatus.OnHold), chart: "susie", heldOf: "Patient/mark"),
        SearchBed.Stored(new FhirTask { Id = "t1", Focus = new("Communication/first"), Status = FhirTask.TaskStatus.Requested, Owner = new("CareTeam/blue") }, chart: "susie"));

    private static Communication Message(string id, string patient, string? answers = null, EventStatus status = EventStatus.Completed) => new()
    {
        Id = id,
        Status = status,
        Subject = new ResourceReference(patient),
        InResponseTo = answers is null ? [] : [new ResourceReference($"Communication/{answers}")],
    };
}
