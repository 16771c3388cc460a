using System.Globalization;
using Gateway.Search;
using Gateway.Search.Definitions;
using Gateway.Storage;
using Gateway.Tests.Storage;
using Hl7.Fhir.Model;
using FhirTask = Hl7.Fhir.Model.Task;
using Task = System.Threading.Tasks.Task;

namespace Gateway.Tests.Search;

/// <summary>What each search parameter finds, on every database.</summary>
public abstract class SearchContract : StorageContract
{
    private protected SearchContract(StorageProvider provider)
        : base(provider)
    {
    }

    private SearchBed Bed => new(Store);

    public static TheoryData<string> Types => [.. SearchParameters.Types];

    /// <summary>For each parameter: found by what it holds, not by anything else; present and absent.</summary>
    [Theory]
    [MemberData(nameof(Types))]
    public async Task Each_parameter_hits_misses_and_knows_what_is_missing(string type)
    {
        var bare = (Resource)Activator.CreateInstance(ModelInfo.GetTypeForFhirType(type)!)!;
        bare.Id = "bare";
        await Bed.AddAsync(bare);
        foreach (var definition in SearchParameters.Of(type).Where(definition => !definition.IsOfRow))
        {
            var full = Example(definition);
            await Bed.AddAsync(full);
            var values = NaiveSearch.Elements(full, definition).SelectMany(element => NaiveSearch.ValuesOf(element, definition.Kind)).Distinct().ToArray();
            Assert.NotEmpty(values);
            foreach (var value in values)
            {
                var query = $"{definition.Code}={Uri.EscapeDataString(value)}&_id={full.Id},bare";
                Assert.True(await Bed.SetAsync(type, query) is [var found] && found == full.Id, $"{type}?{query}");
            }

            Assert.Empty(await Bed.FindAsync(type, $"{definition.Code}={MissOf(definition)}&_id={full.Id},bare"));
            Assert.Equal(["bare"], await Bed.FindAsync(type, $"{definition.Code}:missing=true&_id={full.Id},bare"));
            Assert.Equal([full.Id], await Bed.FindAsync(type, $"{definition.Code}:missing=false&_id={full.Id},bare"));
        }
    }

    [Fact]
    public async Task Search_agrees_with_what_its_definitions_say()
    {
        var resources = SearchParameters.Types.SelectMany(type => Enumerable.Range(0, 40).Select(i =>
            new RandomResources((i * 31) + type.Length, density: 0.35).Next(type, string.Create(CultureInfo.InvariantCulture, $"r{i}")))).ToArray();
        await Bed.AddAsync(resources);
        foreach (var definition in SearchParameters.Types.SelectMany(SearchParameters.Of).Where(definition => !definition.IsOfRow))
        {
            var ofType = resources.Where(resource => resource.TypeName == definition.Type).ToArray();
            var questions = ofType.SelectMany(resource => NaiveSearch.Elements(resource, definition))
                .SelectMany(element => NaiveSearch.ValuesOf(element, definition.Kind))
                .Select(value => definition.Kind is SearchParamType.Date ? value.TrimStart('a', 'g', 'l', 'e', 'p') : value)
                .Distinct()
                .Order(StringComparer.Ordinal)
                .Take(6);
            string[] prefixes = definition.Kind is SearchParamType.Date ? ["", "ne", "gt", "lt", "ge", "le", "sa", "eb"] : [""];
            foreach (var (value, prefix) in questions.SelectMany(value => prefixes.Select(prefix => (value, prefix))))
            {
                var expected = ofType.Where(resource => NaiveSearch.Matches(resource, definition, prefix, value)).Select(resource => resource.Id!);
                var found = await Bed.SetAsync(definition.Type, $"{definition.Code}={Uri.EscapeDataString(prefix + value)}&_count=1000");
                Assert.True(
                    expected.Order(StringComparer.Ordinal).SequenceEqual(found),
                    $"{definition.Type}?{definition.Code}={prefix}{value}: {string.Join(",", expected.Except(found))} not found, {string.Join(",", found.Except(expected))} should not be");
            }
        }
    }

    [Fact]
    public async Task Newest_come_first_and_every_page_once()
    {
        await Bed.AddAsync(Enumerable.Range(1, 25).Select(i => Message(i, "Patient/susie")));
        foreach (var query in (string[])["patient=susie", "patient=Patient/susie&_sort=sent", "", "sender=Patient/susie,Patient/mark", "_sort=priority,-sent", "_sort=-received,_id", "_sort=_lastUpdated"])
        {
            var all = await Bed.FindAsync("Communication", $"{query}&_count=100");
            Assert.Equal(25, all.Length);
            var paged = new List<string>();
            var next = $"{query}&_count=4";
            while (next is not null)
            {
                var page = await Bed.RunAsync("Communication", next);
                paged.AddRange(page.Matches.Select(row => row.ResourceId));
                next = page.Next;
            }

            Assert.Equal(all, paged);
        }

        Assert.Equal("m25", (await Bed.FindAsync("Communication", "patient=susie&_count=1"))[0]);
        Assert.Equal("m01", (await Bed.FindAsync("Communication", "patient=susie&_count=1&_sort=sent"))[0]);
    }

    [Fact]
    public async Task Several_keys_sort_one_after_the_other()
    {
        Communication Of(string id, RequestPriority? priority, string sent) => new() { Id = id, Status = EventStatus.Completed, Priority = priority, Sent = sent };
        await Bed.AddAsync(
            Of("a", RequestPriority.Urgent, "2026-01-01"), Of("b", RequestPriority.Routine, "2026-01-02"), Of("c", RequestPriority.Urgent, "2026-01-03"), Of("d", null, "2026-01-04"));

        Assert.Equal(["d", "b", "c", "a"], await Bed.FindAsync("Communication", "_sort=priority,-sent"));
        Assert.Equal(["a", "c", "b", "d"], await Bed.FindAsync("Communication", "_sort=-priority,sent"));
    }

    [Fact]
    public async Task Values_are_alternatives_and_repetitions_are_conditions()
    {
        await Bed.AddAsync(Message(1, "Patient/susie"), Message(2, "Patient/mark"), Message(3, "Patient/ann"));

        Assert.Equal(["m01", "m02"], await Bed.SetAsync("Communication", "patient=susie,mark"));
        Assert.Empty(await Bed.SetAsync("Communication", "patient=susie&patient=mark"));
        Assert.Equal(["m02"], await Bed.SetAsync("Communication", "patient=susie,mark&sent=ge2026-01-02"));
        Assert.Equal(["m03"], await Bed.SetAsync("Communication", "_id:not=m01,m02"));
    }

    [Fact]
    public async Task Tokens_take_their_modifiers()
    {
        var typed = new Identifier("http://example.org/ids", "77") { Type = new CodeableConcept("http://example.org/types", "MR", "Chart number") };
        await Bed.AddAsync(
            new Communication { Id = "a", Status = EventStatus.Completed, Identifier = [typed], Topic = new CodeableConcept("http://example.org/topics", "refill", "Refill of a drug", "Réfill please") },
            new Communication { Id = "b", Status = EventStatus.OnHold, Topic = new CodeableConcept { Text = "refill by text" } },
            new Communication { Id = "c", StatusElement = new Code<EventStatus>(EventStatus.Completed) });

        Assert.Equal(["b"], await Bed.SetAsync("Communication", "status:not=completed"));
        Assert.Equal(["b", "c"], await Bed.SetAsync("Communication", "topic:not=refill"));
        Assert.Equal(["a", "b"], await Bed.SetAsync("Communication", "topic:text=REFILL"));
        Assert.Equal(["a"], await Bed.SetAsync("Communication", "identifier:of-type=http://example.org/types|MR|77"));
        Assert.Empty(await Bed.SetAsync("Communication", "identifier:of-type=http://example.org/types|PI|77"));
        Assert.Equal(["a", "c"], await Bed.SetAsync("Communication", "status=http://hl7.org/fhir/event-status|completed"));
        Assert.Empty(await Bed.SetAsync("Communication", "status=http://example.org|completed"));
        Assert.Equal(["a", "b", "c"], await Bed.SetAsync("Communication", "status=http://hl7.org/fhir/event-status|"));
        Assert.Empty(await Bed.SetAsync("Communication", "status=nonsense"));
    }

    [Fact]
    public async Task A_code_is_in_a_value_set_that_we_publish()
    {
        await Bed.AddAsync(
            new FhirTask { Id = "t1", Code = new CodeableConcept("https://fhirmessaging.org/fhir/CodeSystem/task-code", "answer-message") },
            new FhirTask { Id = "t2", Code = new CodeableConcept("http://example.org", "answer-message") });

        Assert.Equal(["t1"], await Bed.SetAsync("Task", "code=https://fhirmessaging.org/fhir/CodeSystem/task-code|answer-message"));
        Assert.IsType<SearchReading.Refused>(SearchBed.Read("Task", "code:in=http://example.org/unknown"));
    }

    [Fact]
    public async Task References_are_found_however_they_are_written()
    {
        await Bed.AddAsync(
            new Communication { Id = "a", Subject = new("http://ehr.test/fhir/Patient/susie/_history/2"), Sender = new() { Identifier = new("http://example.org/npi", "1") } },
            new Communication { Id = "b", Subject = new("Group/susie"), Sender = new("Patient/susie") });

        foreach (var value in (string[])["subject=Patient/susie", "subject:Patient=susie", "patient=susie", "patient=Patient/susie", "patient=http://gateway.test/fhir/Patient/susie", "subject=http://ehr.test/fhir/Patient/susie"])
        {
            Assert.Equal(["a"], await Bed.SetAsync("Communication", value));
        }

        Assert.Equal(["a", "b"], await Bed.SetAsync("Communication", "subject=susie"));
        Assert.Empty(await Bed.SetAsync("Communication", "patient=Group/susie"));
        Assert.Equal(["a"], await Bed.SetAsync("Communication", "sender:identifier=http://example.org/npi|1"));
        Assert.Equal(["b"], await Bed.SetAsync("Communication", "patient:missing=true"));
    }

    [Fact]
    public async Task Strings_and_uris_take_their_modifiers()
    {
        await Bed.AddAsync(
            new Questionnaire { Id = "q1", Title = "Über  Ibuprofen", Url = "http://example.org/forms/intake" },
            new Questionnaire { Id = "q2", Title = "uber alles", Url = "http://example.org/forms" });

        Assert.Equal(["q1", "q2"], await Bed.SetAsync("Questionnaire", "title=UBER"));
        Assert.Equal(["q1"], await Bed.SetAsync("Questionnaire", "title:contains=ibu"));
        Assert.Equal(["q2"], await Bed.SetAsync("Questionnaire", "title:exact=uber alles"));
        Assert.Empty(await Bed.SetAsync("Questionnaire", "title:exact=Uber alles"));
        Assert.Equal(["q1", "q2"], await Bed.SetAsync("Questionnaire", "url:below=http://example.org/forms"));
        Assert.Equal(["q2"], await Bed.SetAsync("Questionnaire", "url=http://example.org/forms"));
        Assert.Equal(["q1", "q2"], await Bed.SetAsync("Questionnaire", "url:above=http://example.org/forms/intake"));
        Assert.Equal(["q2", "q1"], await Bed.FindAsync("Questionnaire", "_sort=title"));
    }

    [Fact]
    public async Task Overlong_values_are_still_found()
    {
        var number = new string('7', 300);
        await Bed.AddAsync(
            new Communication { Id = "a", Identifier = [new("http://example.org", number)] },
            new Communication { Id = "b", Identifier = [new("http://example.org", number + "8")] });

        Assert.Equal(["a"], await Bed.SetAsync("Communication", $"identifier={number}"));
        Assert.Equal(["b"], await Bed.SetAsync("Communication", $"identifier=http://example.org|{number}8"));
    }

    [Fact]
    public async Task A_row_is_found_by_its_id_and_its_last_change()
    {
        var changed = Message(1, "Patient/susie");
        changed.Meta = new Meta { LastUpdated = new DateTimeOffset(2026, 5, 5, 5, 5, 5, TimeSpan.Zero) };
        await Bed.AddAsync(changed, Message(2, "Patient/susie"));

        Assert.Equal(["m01"], await Bed.SetAsync("Communication", "_lastUpdated=2026-05-05"));
        Assert.Equal(["m01"], await Bed.SetAsync("Communication", "_lastUpdated=gt2026-05-04"));
        Assert.Equal(["m02"], await Bed.SetAsync("Communication", "_lastUpdated=lt2026-05-05T05:05:05Z"));
        Assert.Equal(["m01", "m02"], await Bed.SetAsync("Communication", "_id=m01,m02,m03"));
    }

    [Fact]
    public async Task Nothing_deleted_is_found()
    {
        var (row, _) = SearchBed.Stored(Message(1, "Patient/susie"));
        row.IsDeleted = true;
        await Bed.StoreAsync((row, []));

        Assert.Empty(await Bed.FindAsync("Communication", ""));
        Assert.Empty(await Bed.FindAsync("Communication", "_id=m01"));
    }

    [Fact]
    public async Task A_total_is_told_when_asked_or_known()
    {
        await Bed.AddAsync(Enumerable.Range(1, 5).Select(i => Message(i, "Patient/susie")));

        Assert.Equal(5, (await Bed.RunAsync("Communication", "patient=susie")).Total);
        Assert.Null((await Bed.RunAsync("Communication", "patient=susie&_count=2")).Total);
        Assert.Equal(5, (await Bed.RunAsync("Communication", "patient=susie&_count=2&_total=accurate")).Total);
        var counted = await Bed.RunAsync("Communication", "patient=susie,mark&sent=ge2026-01-03&_count=0");
        Assert.Equal(3, counted.Total);
        Assert.Empty(counted.Matches);
        Assert.Equal(5, (await Bed.RunAsync("Communication", "_summary=count")).Total);
    }

    private protected static Communication Message(int number, string patient) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"m{number:00}"),
        Status = EventStatus.Completed,
        Subject = new ResourceReference(patient),
        Sender = new ResourceReference(patient),
        Sent = string.Create(CultureInfo.InvariantCulture, $"2026-01-{number:00}T10:00:00Z"),
        Received = number % 3 == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"2026-02-{number % 7 + 1:00}"),
        Priority = number % 2 == 0 ? RequestPriority.Urgent : null,
    };

    private static Resource Example(SearchDefinition definition)
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var resource = new RandomResources(seed, density: 0.5).Next(definition.Type, $"full-{definition.Code.Replace('_', 'x')}");
            if (NaiveSearch.Elements(resource, definition).Any(element => NaiveSearch.ValuesOf(element, definition.Kind).Any()))
            {
                return resource;
            }
        }

        throw new InvalidOperationException($"No example has {definition.Type}.{definition.Code}.");
    }

    private static string MissOf(SearchDefinition definition) => definition.Kind switch
    {
        SearchParamType.Date => "eq1999-01-01",
        SearchParamType.Reference => definition.IsCanonical ? "http://example.org/none" : $"{definition.OnlyTarget ?? definition.Targets[0]}/none",
        SearchParamType.Uri => "http://example.org/none",
        _ => "none-of-these",
    };
}
