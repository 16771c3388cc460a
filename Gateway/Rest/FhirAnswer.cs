using System.Reflection;
using Gateway.Resources;
using Hl7.Fhir.Model;
using Microsoft.AspNetCore.Http.Metadata;
using Task = System.Threading.Tasks.Task;

namespace Gateway.Rest;

/// <summary>Writes FHIR to the response, in the form that was asked for.</summary>
internal static class FhirAnswer
{
    /// <summary>Answers a stored resource, or what was asked of it.</summary>
    public static Task WriteAsync(HttpContext context, ReadOnlyMemory<byte> stored)
    {
        var form = AnswerForm.Of(context);
        return WriteAsync(context, form.Format, Rendering.Of(stored, form));
    }

    /// <summary>Answers a page of search results, history or batch answers.</summary>
    public static Task WriteAsync(HttpContext context, BundlePage page)
    {
        var form = AnswerForm.Of(context);
        return WriteAsync(context, form.Format, BundlePageWriter.Write(page, form));
    }

    /// <summary>Answers a resource whole, whatever part of resources was asked for.</summary>
    public static Task WriteWholeAsync(HttpContext context, Resource resource)
    {
        var form = AnswerForm.Of(context);
        return WriteAsync(context, form.Format, Rendering.Whole(resource, form));
    }

    private static Task WriteAsync(HttpContext context, FhirFormat format, ReadOnlyMemory<byte> content)
    {
        var response = context.Response;
        response.ContentType = FhirContent.TypeOf(format);
        response.ContentLength = content.Length;
        response.Headers.Vary = "Accept";
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : response.Body.WriteAsync(content, context.RequestAborted).AsTask();
    }
}

/// <summary>200: a document of the server's own, such as its capability statement, which has no versions.</summary>
internal sealed class DocumentFound(ReadOnlyMemory<byte> content) : IResult, IEndpointMetadataProvider
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) => ResourceFound.PopulateMetadata(method, builder);

    public Task ExecuteAsync(HttpContext httpContext) => FhirAnswer.WriteAsync(httpContext, content);
}

/// <summary>200: a page of search results, history or batch answers.</summary>
internal sealed class PageFound(BundlePage page) : IResult, IEndpointMetadataProvider
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) => ResourceFound.PopulateMetadata(method, builder);

    public Task ExecuteAsync(HttpContext httpContext) => FhirAnswer.WriteAsync(httpContext, page);
}
