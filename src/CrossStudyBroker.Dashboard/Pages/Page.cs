using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CrossStudyBroker.Dashboard.Pages;

/// <summary>Answers with a page: a component rendered once, on the server, as a whole.</summary>
internal static class Page
{
    /// <summary>The page of a component, whose parameters are the properties of an object.</summary>
    public static IResult Of<TComponent>(object parameters, int status = StatusCodes.Status200OK)
        where TComponent : IComponent =>
        new RazorComponentResult<TComponent>(parameters) { StatusCode = status, PreventStreamingRendering = true };
}
