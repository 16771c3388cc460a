using System.Collections.Immutable;
using System.Security.Claims;
using BenchmarkDotNet.Attributes;
using Gateway.Access;
using Gateway.References;
using Gateway.Search;
using Hl7.Fhir.Model;

namespace Gateway.Benchmarks;

/// <summary>What access control does for one create, step by step; beside the CPU time of a whole create in <c>bench/results/throughput.md</c> it is the share that it takes.</summary>
[MemoryDiagnoser]
public class AccessBenchmarks
{
    private const string Scheme = "issuer";

    private readonly string token = new('x', 900);
    private readonly ValidatedTokens validated = new(TimeProvider.System);
    private readonly ScopeJudge scopes = new(new SearchIndex(["http://gateway.test/fhir/"]));

    private readonly Communication message = new()
    {
        Status = EventStatus.Completed,
        Subject = new ResourceReference("Patient/susie"),
        Sender = new ResourceReference("Patient/susie"),
        Sent = "2026-05-04T12:00:00Z",
        Category = [new CodeableConcept("http://terminology.hl7.org/CodeSystem/communication-category", "notification")],
        Payload = [new Communication.PayloadComponent { Content = new FhirString("My left knee hurts since about a week.") }],
    };

    private readonly Caller plain = ACaller("patient/Communication.crs");
    private readonly Caller granular = ACaller("patient/Communication.crs?category=http://terminology.hl7.org/CodeSystem/communication-category|notification");

    [GlobalSetup]
    public void Keep() => validated.Keep(Scheme, token, new ClaimsPrincipal(new ClaimsIdentity("bench")), TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(1));

    [Benchmark]
    public object? Recognise() => validated.Find(Scheme, token);

    [Benchmark]
    public object PlainScope() => scopes.Before(plain, message);

    [Benchmark]
    public object GranularScope() => scopes.Before(granular, message);

    [Benchmark]
    public object Compartment()
    {
        var chart = plain.Chart!.Value;
        return CompartmentPolicy.Of(plain.Kind, OpenCharts.None with { Own = chart }, chart, null);
    }

    [Benchmark]
    public object Rights()
    {
        var chart = plain.Chart!.Value;
        return ReadPolicy.RightsOf(Reader.In(new Compartment.Open(chart, [chart]), plain, ["Patient/susie"]), "Communication", ScopeRights.Read);
    }

    private static Caller ACaller(string text)
    {
        _ = SmartScope.TryParse(text, out var scope);
        return new Caller("portal", new PatientId("susie"), new ResourceKey("Patient", "susie"), ImmutableArray.Create(scope), false);
    }
}
