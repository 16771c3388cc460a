using System.Globalization;
using System.Reflection;
using Gateway.Resources;
using Microsoft.AspNetCore.Http.Metadata;

namespace Gateway.Rest;

/// <summary>201: a resource version was made; its bytes are answered unless the client prefers less.</summary>
internal sealed class ResourceCreated(PublicBase publicBase, ResourceVersion version) : IResult, IEndpointMetadataProvider
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status201Created, contentTypes: [FhirContent.Json, FhirContent.Xml]));

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status201Created;
        httpContext.Response.Headers.Location = publicBase.VersionOf(version);
        return version.WriteAsync(httpContext, Preference.Of(httpContext.Request).Result);
    }
}

/// <summary>200: a resource version, as stored.</summary>
internal sealed class ResourceFound(ResourceVersion version) : IResult, IEndpointMetadataProvider
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, contentTypes: [FhirContent.Json, FhirContent.Xml]));

    public Task ExecuteAsync(HttpContext httpContext) => version.WriteAsync(httpContext, Preference.Return.Representation);
}

/// <summary>200 to a write: the version that stands now, made by this request or found as it was wished.</summary>
internal sealed class ResourceUpdated(PublicBase publicBase, ResourceVersion version) : IResult, IEndpointMetadataProvider
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) => ResourceFound.PopulateMetadata(method, builder);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.Location = publicBase.VersionOf(version);
        return version.WriteAsync(httpContext, Preference.Of(httpContext.Request).Result);
    }
}

/// <summary>204: deleted, now or before.</summary>
internal sealed class ResourceDeleted(ResourceVersion? version) : IResult, IEndpointMetadataProvider
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status204NoContent));

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status204NoContent;
        if (version is not null)
        {
            httpContext.Response.Headers.ETag = version.ETag;
        }

        return Task.CompletedTask;
    }
}

/// <summary>304: the client has this version already.</summary>
internal sealed class ResourceUnchanged(ResourceVersion version) : IResult, IEndpointMetadataProvider
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status304NotModified));

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
        httpContext.Response.Headers.ETag = version.ETag;
        return Task.CompletedTask;
    }
}

/// <summary>Any refusal: a status and the issues that explain it.</summary>
internal sealed class Refused(int status, IReadOnlyList<Issue> issues, TimeSpan? retryAfter = null) : IResult, IEndpointMetadataProvider
{
    public int Status => status;

    public IReadOnlyList<Issue> Issues => issues;

    /// <summary>503: the store does not answer; it may in a moment.</summary>
    public static Refused ForNow() =>
        new(StatusCodes.Status503ServiceUnavailable, [ErrorResponses.ForStatus(StatusCodes.Status503ServiceUnavailable)], ErrorHandling.TryAgainIn);

    private static readonly int[] Statuses = [400, 401, 403, 404, 406, 409, 410, 412, 413, 415, 422, 503];

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        foreach (var status in Statuses)
        {
            builder.Metadata.Add(new ProducesResponseTypeMetadata(status, contentTypes: [FhirContent.Json, FhirContent.Xml]));
        }
    }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (retryAfter is { } wait)
        {
            httpContext.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        return ErrorResponses.WriteAsync(httpContext, status, issues);
    }
}
