using System.Collections.Immutable;
using Gateway.Access;
using Gateway.References;
using Gateway.Storage;

namespace Gateway.Tests.Access;

/// <summary>The tables of docs/security.md, cell by cell, against the policies that claim to be them.</summary>
public sealed class AccessTableTests
{
    private static readonly PatientId Here = new("astrid");
    private static readonly PatientId Elsewhere = new("bruno");

    public static TheoryData<string, string> WhoseCharts => CellsOf("Whose charts");

    public static TheoryData<string, string> WhoSees => CellsOf("Who sees what");

    public static TheoryData<string, string> WhoWrites => CellsOf("Who writes what");

    [Theory]
    [MemberData(nameof(WhoseCharts))]
    public void Charts_are_opened_as_the_table_says(string who, string how)
    {
        var open = new OpenCharts(Here, [], [Elsewhere]);
        foreach (var kind in KindsOf(who))
        {
            var (launch, chosen) = how switch
            {
                "launch with a patient" => (Here, (PatientId?)null),
                "neither" => ((PatientId?)null, (PatientId?)null),
                _ => (null, Here),
            };

            Assert.All(AccessTable.Below("Whose charts")[who, how].Split(" or "), cell => AssertCell(cell, kind, open, launch, chosen));
        }
    }

    [Theory]
    [MemberData(nameof(WhoSees))]
    public void Resources_are_seen_as_the_table_says(string who, string what)
    {
        var (type, row) = RowOf(what, who.Contains("sender", StringComparison.Ordinal) ? "Patient/astrid" : "Patient/somebody");

        foreach (var right in (ScopeRights[])[ScopeRights.Read, ScopeRights.Search])
        {
            var rights = ReadPolicy.RightsOf(ReaderOf(who), type, right);

            Assert.Equal(AccessTable.Below("Who sees what")[who, what] == "yes", rights.Allow(row));
            Assert.Equal(rights.Allow(row), rights.Filter<StoredResource>().Compile()(row));
        }
    }

    [Theory]
    [MemberData(nameof(WhoWrites))]
    public void Resources_are_written_as_the_table_says(string who, string what)
    {
        var cell = AccessTable.Below("Who writes what")[who, what];
        var (type, row) = RowOf(what, "Patient/astrid");

        if (row.Quarantined)
        {
            // Guarded by the lifecycle, whoever asks.
            Assert.Equal("no", cell);
            return;
        }

        // A new message has its sender judged besides, by the intake.
        Assert.Equal(cell != "no", WritePolicy.MayWrite(ReaderOf(who), type, row.Chart, what == "message" ? ScopeRights.Create : ScopeRights.Update));
    }

    private static void AssertCell(string cell, PersonKind kind, OpenCharts open, PatientId? launch, PatientId? chosen)
    {
        var answer = CompartmentPolicy.Of(kind, open, launch, chosen);
        switch (cell)
        {
            case "that chart":
                Assert.Equal([Here], Charts(CompartmentPolicy.Of(kind, OpenCharts.None, launch, chosen)));
                break;
            case "if theirs":
                Assert.Equal([Here], Charts(answer));
                var not = CompartmentPolicy.Of(kind, OpenCharts.None with { Own = Elsewhere, InCare = [Here] }, launch, chosen);
                Assert.True(launch is null ? not is Compartment.NotAllowed : Charts(not) is []);
                break;
            case "own":
                Assert.Equal([Here], Charts(CompartmentPolicy.Of(kind, open with { AsProxy = [Elsewhere] }, launch, chosen)));
                break;
            case "the only one":
                Assert.Equal([Elsewhere], Charts(CompartmentPolicy.Of(kind, new OpenCharts(null, [Elsewhere], [Here]), launch, chosen)));
                Assert.IsType<Compartment.MustChoose>(CompartmentPolicy.Of(kind, open with { AsProxy = [Elsewhere] }, launch, chosen));
                break;
            case "care teams":
                Assert.Equal([Elsewhere], Charts(answer));
                break;
            case "none" when chosen is null:
                Assert.Empty(Charts(answer));
                break;
            case "none" or "refused":
                Assert.IsType<Compartment.NotAllowed>(answer);
                break;
            default:
                Assert.Fail($"The table has a word without a meaning: {cell}");
                break;
        }
    }

    private static ImmutableArray<PatientId> Charts(Compartment compartment) => Assert.IsType<Compartment.Open>(compartment).Charts;

    private static PersonKind[] KindsOf(string who) => who switch
    {
        "nobody" => [PersonKind.Nobody],
        "Practitioner or PractitionerRole" => [PersonKind.Clinician],
        "anything else" => [PersonKind.Other],
        _ => [Enum.Parse<PersonKind>(who)],
    };

    private static Reader ReaderOf(string who)
    {
        var level = who == "system" ? "system" : "user";
        Assert.True(SmartScope.TryParse($"{level}/*.cruds", out var scope));
        var charts = who.Contains("reader of that chart", StringComparison.Ordinal) ? [Here] : ImmutableArray.Create(Elsewhere);
        var caller = new Caller("app", charts[0], new ResourceKey("Patient", "astrid"), [scope], who.Contains("reviewer", StringComparison.Ordinal))
        {
            IsAuditor = who == "auditor",
            IsOperator = who == "operator",
        };
        return who == "system" ? new Reader(caller with { Chart = null, Person = null }, []) : Reader.In(new Compartment.Open(charts[0], charts), caller, ["Patient/astrid"]);
    }

    private static (string Type, StoredResource Row) RowOf(string what, string sender)
    {
        var type = what switch
        {
            "message" or "filed message" or "held message" or "change of a filed message" or "change of a held message" => "Communication",
            "other of the chart" => "QuestionnaireResponse",
            "review Task" => "Task",
            _ => what,
        };
        return (type, new StoredResource
        {
            Sequence = 1,
            ResourceType = type,
            ResourceId = "r1",
            Version = 1,
            LastUpdated = default,
            Occurred = default,
            Chart = type is "Questionnaire" or "Subscription" ? null : Here.Value,
            Sender = sender,
            Quarantined = what is "held message" or "review Task" or "change of a held message",
            Content = [],
        });
    }

    private static TheoryData<string, string> CellsOf(string heading)
    {
        var table = AccessTable.Below(heading);
        var cells = new TheoryData<string, string>();
        foreach (var row in table.Rows)
        {
            foreach (var column in table.Columns)
            {
                cells.Add(row, column);
            }
        }

        return cells;
    }
}
