using System.Diagnostics;
using System.Security.Claims;
using Gateway.Access;
using Gateway.Charts;
using Gateway.References;
using Gateway.Resources;
using Gateway.Rest;
using Hl7.Fhir.Model;

namespace Gateway.Interactions;

/// <summary>Makes a token's bearer a <see cref="Reader"/>: follows merges, finds the person's other ids, and opens the charts that are theirs today.</summary>
internal sealed class Readers(CallerReader callers, ChartDirectory directory, OpenChartsReader openCharts)
{
    private static readonly TimeSpan TryAgainIn = TimeSpan.FromSeconds(5);

    public Caller CallerOf(ClaimsPrincipal principal) => callers.Read(principal);

    /// <summary>The reader, or why the request cannot be answered before it is known whose charts it is about.</summary>
    public async ValueTask<(Reader Reader, Refused? Objection)> ReadAsync(HttpContext context)
    {
        var caller = callers.Read(context.User);
        var nobody = new Reader(caller, []) { Languages = PreferredLanguages.Of(context.Request) };
        return !ActingFor.TryRead(context.Request, out var chosen) ? (nobody, ActingFor.NotAllowed())
            : await OfAsync(caller, chosen, context.RequestAborted) switch
            {
                Reading.Of of => (of.Reader with { Languages = nobody.Languages }, null),
                Reading.Nowhere nowhere => (nobody, nowhere.Objection),
                Reading.Unavailable => (nobody, Away()),
                _ => throw new UnreachableException(),
            };
    }

    /// <summary>A caller as a reader today, with or without a request.</summary>
    /// <param name="caller">Who reads.</param>
    /// <param name="chosen">The patient for whom the caller says to act.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    public async ValueTask<Reading> OfAsync(Caller caller, PatientId? chosen, CancellationToken cancellationToken)
    {
        if (!caller.ActsAsPerson)
        {
            // A system client acts for no patient: what it asks for by that header, it must not believe to have got.
            return chosen is null ? new Reading.Of(new Reader(caller, [])) : new Reading.Nowhere(ActingFor.NotAllowed());
        }

        if (await openCharts.ReadAsync(caller, chosen, cancellationToken) is not { } known)
        {
            return new Reading.Unavailable();
        }

        caller = caller with { Chart = await SurvivorAsync(caller.Chart, cancellationToken) };
        var actsFor = await SurvivorAsync(chosen, cancellationToken);
        return CompartmentPolicy.Of(caller.Kind, known.Open, caller.Chart, actsFor) switch
        {
            Compartment.Open open => new Reading.Of(Reader.In(open, ActingFor.Choose(caller, actsFor) ?? caller, known.Identities)),
            Compartment.MustChoose => new Reading.Nowhere(ActingFor.MustChoose()),
            Compartment.MustLaunch => new Reading.Nowhere(ActingFor.MustLaunch()),
            Compartment.NotAllowed => new Reading.Nowhere(ActingFor.NotAllowed()),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>The caller as the writer of a message: whom she may write for, the intake finds out.</summary>
    public (Reader Reader, Refused? Objection) WriterOf(HttpContext context)
    {
        var caller = callers.Read(context.User);
        return ActingFor.TryRead(context.Request, out var chosen) && ActingFor.Choose(caller, chosen) is { } writer
            ? (new Reader(writer, []) { Languages = PreferredLanguages.Of(context.Request) }, null)
            : (new Reader(caller, []), ActingFor.NotAllowed());
    }

    // A launch in a chart that was merged away is a launch in the chart that survived.
    private async ValueTask<PatientId?> SurvivorAsync(PatientId? chart, CancellationToken cancellationToken) =>
        chart is { } asked && await directory.FindChartAsync(asked, cancellationToken) is Lookup<ChartFacts>.Found found ? found.Facts.Id : chart;

    private static Refused Away() => new(
        StatusCodes.Status503ServiceUnavailable,
        [new Issue(OperationOutcome.IssueType.Transient, "The EHR does not answer, so whose charts you may see cannot be told. Try again shortly.")],
        TryAgainIn);

    /// <summary>What somebody can read as.</summary>
    internal abstract record Reading
    {
        private Reading()
        {
        }

        public sealed record Of(Reader Reader) : Reading;

        /// <summary>In no chart, for this reason.</summary>
        public sealed record Nowhere(Refused Objection) : Reading;

        /// <summary>The EHR cannot say now whose charts are open.</summary>
        public sealed record Unavailable : Reading;
    }
}
