namespace Sandbox.Ehr.SignIn;

/// <summary>How the EHR's screen looks, as SMART has apps told of it; and looks that no app should take on.</summary>
internal static class StyleDocuments
{
    private const string Green = """
        { "color_background": "#f4f8f4", "color_text": "#101510", "color_highlight": "#14532d", "color_error": "#8a1010", "color_success": "#14532d",
          "dim_border_radius": "12px", "dim_font_size": "18px", "dim_spacing_size": "1rem" }
        """;

    private const string Hostile = """
        { "color_background": "#111111", "color_text": "#eeeeee", "color_highlight": "#ffff00", "color_error": "red;} body { display: none", "color_success": "url(https://evil.example/x)",
          "dim_border_radius": "12px; background: url(//evil.example)", "dim_font_size": "3px", "dim_spacing_size": "900px" }
        """;

    /// <summary>Half of a pair of UTF-16: JSON, and no text.</summary>
    private const string Broken = """{ "color_text": "\ud800" }""";

    public static IResult Find(string name) => name switch
    {
        "green" => Results.Text(Green, "application/json"),
        "hostile" => Results.Text(Hostile, "application/json"),
        "broken" => Results.Text(Broken, "application/json"),
        _ => Results.NotFound(),
    };
}
