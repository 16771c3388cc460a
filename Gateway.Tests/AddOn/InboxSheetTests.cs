using Hl7.Fhir.Model;
using SmartApp.Inbox;
using FhirTask = Hl7.Fhir.Model.Task;

namespace Gateway.Tests.AddOn;

/// <summary>What the gateway answers, read into what the inbox shows.</summary>
public sealed class InboxSheetTests
{
    private static readonly DateTimeOffset _noon = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_the_next_page_the_place_is_kept_and_not_where_the_gateway_is()
    {
        var bundle = new Bundle { Total = 41, NextLink = new Uri("http://inner:5080/fhir/Task/$inbox?mine=true&_count=20&_after=3%7C2026-11-30T12%3A00%3A00Z~5~7") };

        Assert.Equal(("3|2026-11-30T12:00:00Z~5~7", 41), (InboxSheet.Of(bundle).Next, InboxSheet.Of(bundle).Total));
        Assert.Null(InboxSheet.Of(new Bundle()).Next);
    }

    [Fact]
    public void A_burst_is_one_item_with_its_messages_in_their_order()
    {
        var task = ATask();
        task.Input.Add(Input("intent", new Code("refill")));
        task.Input[0].AddExtension("https://fhirmessaging.org/fhir/StructureDefinition/confidence", new FhirDecimal(0.93m));
        task.Input.Add(Input("intent", new Code("clinical")));
        task.Input.Add(Input("message", new ResourceReference("Communication/2")));
        task.Input.Add(Input("message", new ResourceReference("Communication/3")));
        var item = WorkItem.Of(task);

        Assert.Equal(["Communication/1", "Communication/2", "Communication/3"], item.Messages);
        Assert.Equal([("refill", (int?)93), ("clinical", null)], item.Intents);
        Assert.Equal(("susie-smith", "CareTeam/pool-refill", null, false), (item.Chart, item.Pool, item.Person, item.IsTaken));
    }

    [Fact]
    public void Late_is_what_is_open_beyond_its_promise()
    {
        var (open, done) = (ATask(), ATask());
        done.Status = FhirTask.TaskStatus.Completed;

        Assert.True(WorkItem.Of(open).IsLateAt(_noon.AddMinutes(1)));
        Assert.False(WorkItem.Of(open).IsLateAt(_noon.AddMinutes(-1)));
        Assert.False(WorkItem.Of(done).IsLateAt(_noon.AddMinutes(1)));
    }

    [Theory]
    [InlineData(FhirTask.TaskStatus.Ready, false)]
    [InlineData(FhirTask.TaskStatus.Accepted, true)]
    public void Who_was_given_it_has_not_taken_it_yet(FhirTask.TaskStatus status, bool isTaken)
    {
        var task = ATask();
        (task.Status, task.Owner) = (status, new ResourceReference("Practitioner/dr-lee"));

        Assert.Equal(("Practitioner/dr-lee", isTaken), (WorkItem.Of(task).Person, WorkItem.Of(task).IsTaken));
    }

    private static FhirTask ATask() => new()
    {
        Id = "t",
        Status = FhirTask.TaskStatus.Requested,
        Focus = new ResourceReference("Communication/1"),
        For = new ResourceReference("Patient/susie-smith"),
        Owner = new ResourceReference("CareTeam/pool-refill"),
        Restriction = new FhirTask.RestrictionComponent { Period = new Period { EndElement = new FhirDateTime(_noon) } },
    };

    private static FhirTask.ParameterComponent Input(string name, DataType value) => new() { Type = new CodeableConcept { Text = name }, Value = value };
}
