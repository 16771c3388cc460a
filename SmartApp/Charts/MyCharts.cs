using Hl7.Fhir.Model;
using SmartApp.Connections;
using SmartApp.Launch;

namespace SmartApp.Charts;

/// <summary>The charts of whoever signed in, as the gateway tells them today; asked for once a request.</summary>
internal sealed class MyCharts(FhirClient fhir, CurrentLaunch launch)
{
    private Task<IReadOnlyList<MyChart>>? reading;

    /// <summary>All of them; while they cannot be told, none.</summary>
    public Task<IReadOnlyList<MyChart>> AllAsync(CancellationToken cancellationToken) => reading ??= ReadAsync(cancellationToken);

    /// <summary>The one that pages are about; null if one is to be chosen first.</summary>
    public async Task<MyChart?> OpenAsync(CancellationToken cancellationToken)
    {
        var all = await AllAsync(cancellationToken);
        return launch.State.Chart is not { } open ? null
            : all.FirstOrDefault(chart => chart.Id == open) ?? new MyChart(open, null, launch.State.User, launch.State.User == $"Patient/{open}");
    }

    /// <summary>Whether another chart is opened within this launch, or takes a sign-in of its own.</summary>
    public bool MayChange => launch.State.Patient is null;

    private async Task<IReadOnlyList<MyChart>> ReadAsync(CancellationToken cancellationToken)
    {
        var reply = await fhir.GetAsync<Parameters>("Patient/$my-charts", cancellationToken);
        return [.. (reply.IsGood ? reply.Resource?.Parameter ?? [] : []).Where(parameter => parameter.Name == "chart").Select(Read).OfType<MyChart>()];
    }

    private static MyChart? Read(Parameters.ParameterComponent chart)
    {
        DataType? Part(string name) => chart.Part.Find(part => part.Name == name)?.Value;
        return Part("patient") is ResourceReference { Reference: { } patient } told && Part("sender") is ResourceReference { Reference: { } sender }
            ? new MyChart(patient.Split('/')[^1], told.Display, sender, (Part("relation") as Code)?.Value == "self")
            : null;
    }
}
