namespace Gateway.SignIn;

/// <summary>Says of endpoints from which pages browsers may call them; what says nothing is closed to all other pages.</summary>
internal static class OriginRules
{
    public static TBuilder FromAnyOrigin<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.RequireCors(CallingOrigins.Any);

    public static TBuilder FromRegisteredOrigins<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.RequireCors(CallingOrigins.Registered);
}
