using Hl7.Fhir.Model;
using SmartApp.Boxes;
using SmartApp.Connections;
using SmartApp.Inbox;
using SmartApp.Layout;
using SmartApp.Texts;
using FhirTask = Hl7.Fhir.Model.Task;

namespace SmartApp.Requests;

/// <summary>Reads what patients are asked for: of a chart all of it, for who asks; and what is due, for who answers.</summary>
internal sealed class RequestReader(FhirClient fhir, BoxReader boxes, Words words, TimeProvider clock)
{
    private const int MostRequests = 50;
    private const int MostTasks = 500;

    /// <summary>What is asked for in a chart, what needs somebody first; null while it cannot be told.</summary>
    public async Task<IReadOnlyList<AskedFor>?> AllAsync(string chart, CancellationToken cancellationToken)
    {
        var patient = Uri.EscapeDataString(chart);
        var requests = await fhir.GetAsync<Bundle>($"CommunicationRequest?patient={patient}&_sort=-_lastUpdated&_count={MostRequests}", cancellationToken);
        var tasks = await fhir.GetAsync<Bundle>($"Task?patient={patient}&code=answer-request&_sort=-_lastUpdated&_count={MostTasks}", cancellationToken);
        if (!requests.IsGood || !tasks.IsGood)
        {
            return null;
        }

        var byRequest = In<FhirTask>(tasks).ToLookup(task => task.Focus?.Reference);
        return [.. In<CommunicationRequest>(requests).Select(request => AskedFor.Of(request, byRequest[$"CommunicationRequest/{request.Id}"], clock.GetUtcNow())).OfType<AskedFor>().OrderBy(asked => asked.State)];
    }

    /// <summary>Who can be asked in a chart: the patient, and who the EHR says acts for the patient; by <c>Type/id</c>. Whether one still may is the gateway's to say.</summary>
    public async Task<IReadOnlyDictionary<string, string>> PeopleAsync(string chart, string? patient, CancellationToken cancellationToken)
    {
        var people = new Dictionary<string, string> { [$"Patient/{chart}"] = patient ?? words["banner.unknown"] };
        var related = await fhir.GetRecordAsync<Bundle>($"RelatedPerson?patient={Uri.EscapeDataString(chart)}&_count={MostRequests}", cancellationToken);
        foreach (var person in In<RelatedPerson>(related).Where(person => person.Active != false && person.Id is not null))
        {
            people[$"RelatedPerson/{person.Id}"] = Names.Said(person.Name) ?? words["banner.unknown"];
        }

        return people;
    }

    /// <summary>What somebody is to answer now, what is due first; null while it cannot be told.</summary>
    public async Task<IReadOnlyList<DueAnswer>?> DueAsync(string chart, CancellationToken cancellationToken)
    {
        var found = await fhir.GetAsync<Bundle>(
            $"Task?patient={Uri.EscapeDataString(chart)}&code=answer-request&status=requested&_count={MostRequests}&_include=Task:based-on", cancellationToken);
        var tasks = In<FhirTask>(found).Where(task => task.Focus?.Reference?.StartsWith("CommunicationRequest/", StringComparison.Ordinal) == true).ToList();
        if (tasks.Count == 0)
        {
            return found.IsGood ? [] : null;
        }

        var requests = In<CommunicationRequest>(found).ToDictionary(request => $"CommunicationRequest/{request.Id}");
        var (known, away) = await boxes.EachAsync(cancellationToken);
        // What a form asks for must not be answered in words, which no range is compared with.
        return away ? null :
        [
            .. tasks.Select(task => new DueAnswer(
                task.Focus!.Reference!["CommunicationRequest/".Length..],
                requests.GetValueOrDefault(task.Focus.Reference)?.Payload.Select(payload => payload.Content).OfType<FhirString>().FirstOrDefault()?.Value,
                BoxReader.Twin(known, task.Input.Select(input => input.Value).OfType<Canonical>().FirstOrDefault()?.Value, words.Language),
                WorkItem.TimeIn(task.Restriction?.Period?.EndElement))).OrderBy(due => due.Until),
        ];
    }

    private static IEnumerable<T> In<T>(FhirReply<Bundle> found)
        where T : Resource => (found.Resource?.Entry ?? []).Select(entry => entry.Resource).OfType<T>();
}
