using Gateway.Search;
using Gateway.Search.Definitions;
using Gateway.Search.Indexing;
using Hl7.Fhir.Model;

namespace Gateway.Tests.Search;

public sealed class SearchIndexTests
{
    private static readonly SearchIndex Index = SearchBed.Index;

    [Fact]
    public void One_entry_serves_subject_and_patient()
    {
        var entries = Index.EntriesOf(new Communication { Subject = new("http://gateway.test/fhir/Patient/susie/_history/2") });

        Assert.Contains((ParameterNumber.Of("Communication", "subject"), "Patient/susie"), entries.References);
        Assert.Single(entries.References, entry => entry.Target == "Patient/susie");
    }

    [Fact]
    public void Nothing_is_entered_twice()
    {
        var concept = new CodeableConcept("http://example.org", "a", "Same", "same");
        var entries = Index.EntriesOf(new Communication { Category = [concept, concept], Recipient = [new("Patient/1"), new("Patient/1/_history/2")] });

        Assert.Equal(entries.Tokens.Distinct(), entries.Tokens);
        Assert.Equal(entries.References.Distinct(), entries.References);
        Assert.Equal(entries.Texts.Distinct(), entries.Texts);
    }

    [Fact]
    public void A_message_that_answers_nothing_says_so() =>
        Assert.Contains((ParameterNumber.Of("Communication", "in-response-to"), EntryWriter.Absent), Index.EntriesOf(new Communication()).References);

    [Fact]
    public void A_message_occurred_when_it_was_sent_or_else_received()
    {
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero), SearchIndex.OccurredOf(new Communication { Sent = "2026-03", Received = "2026-04" }));
        Assert.Equal(new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.Zero), SearchIndex.OccurredOf(new Communication { Received = "2026-04" }));
        Assert.Null(SearchIndex.OccurredOf(new Communication()));
    }

    [Fact]
    public void Each_entry_becomes_a_row_of_its_resource()
    {
        var entries = Index.EntriesOf(new Communication { Status = EventStatus.Completed, Subject = new("Patient/1"), Sent = "2026", Topic = new CodeableConcept { Text = "Refill" } });

        var rows = entries.RowsFor(7, SearchBed.Now).ToArray();

        Assert.Equal(entries.Tokens.Count + entries.References.Count + entries.Texts.Count + entries.Dates.Count, rows.Length);
        Assert.All(rows, row => Assert.Equal(7L, row.GetType().GetProperty("Resource")!.GetValue(row)));
    }

    [Fact]
    public void An_open_period_reaches_to_the_end_of_time()
    {
        var entry = Assert.Single(Index.EntriesOf(new Hl7.Fhir.Model.Task { ExecutionPeriod = new Period { Start = "2026-01-01" } }).Dates);

        Assert.Equal(DateTimeOffset.MaxValue, entry.Range.High);
    }
}
