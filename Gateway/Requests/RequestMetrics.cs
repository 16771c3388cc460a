using System.Diagnostics.Metrics;

namespace Gateway.Requests;

/// <summary>Counts for operators what patients are asked for, and what comes of it: never who.</summary>
internal sealed class RequestMetrics
{
    public const string MeterName = "FhirMessaging.Gateway";
    public const string Asked = "asked";
    public const string Reminded = "reminded";
    public const string Overdue = "overdue";
    public const string Passed = "passed";
    public const string Completed = "completed";

    private readonly Counter<long> steps;
    private readonly Counter<long> answers;

    public RequestMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        steps = meter.CreateCounter<long>("gateway.requests.steps", "{step}", "What was done about requests with a schedule: asked, reminded, overdue, passed, completed.");
        answers = meter.CreateCounter<long>("gateway.requests.answers", "{message}", "Patients' answers to requests, in time or late.");
    }

    public void Stepped(string step, int count = 1) => steps.Add(count, new KeyValuePair<string, object?>("step", step));

    public void Answered(bool isLate) => answers.Add(1, new KeyValuePair<string, object?>("came", isLate ? "late" : "in-time"));
}
