namespace Gateway.Rest;

/// <summary>Sees to it, before an endpoint does anything, that its answer can be given in the form the client asks for.</summary>
internal static class AnswerForms
{
    /// <summary>Marks endpoints whose answers are FHIR resources.</summary>
    public static TBuilder AnswersFhir<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(FhirAnswers.Marker);

    /// <summary>Refuses what cannot be answered: 406 for a format, 400 for a parameter.</summary>
    public static IApplicationBuilder UseAnswerForms(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<FhirAnswers>() is null)
        {
            return next(context);
        }

        if (AnswerForm.Read(context.Request, posted: null, out var form) is { } refusal)
        {
            return refusal.ExecuteAsync(context);
        }

        Remember(context, form);
        return next(context);
    });

    /// <summary>Reads the form again with the parameters of a posted search, which win over those in the address.</summary>
    public static Refused? ReadPosted(HttpContext context, IFormCollection posted)
    {
        var refusal = AnswerForm.Read(context.Request, posted, out var form);
        context.Features.Set(form);
        return refusal;
    }

    /// <summary>Whatever part of resources was asked for, this answer is given whole.</summary>
    public static void KeepWhole(HttpContext context) => Remember(context, AnswerForm.Of(context) with { Summary = Summary.False, Elements = null });

    // The common form costs less to read again than to remember.
    private static void Remember(HttpContext context, AnswerForm form)
    {
        if (form != AnswerForm.AsStored || context.Features.Get<AnswerForm>() is not null)
        {
            context.Features.Set(form);
        }
    }

    private sealed class FhirAnswers
    {
        public static readonly FhirAnswers Marker = new();
    }
}
