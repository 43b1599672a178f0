namespace CrossStudyBroker.Benchmarks;

/// <summary>The made-up institutions.</summary>
internal static class Lanes
{
    public static string Code(int lane) => (90001 + lane).ToString();

    /// <summary>Writes a directory in which all of them are members of one network and hosted here.</summary>
    public static string WriteDirectory(int lanes, string folder)
    {
        var codes = Enumerable.Range(0, lanes).Select(Code).ToList();
        File.WriteAllText(Path.Combine(folder, "institutions.json"), $$"""{"institutions":[{{string.Join(',', codes.Select(code => $$"""{"code":"{{code}}","name":{"en":"Bench"},"adapter":{"way":"dotnet","name":"bench"},"studyOffice":{"name":{"en":"Office"},"email":"office@example.org","url":"https://example.org/office"},"contact":{"email":"it@example.org"},"status":"all"}"""))}}]}""");
        File.WriteAllText(Path.Combine(folder, "networks.json"), $$"""{"networks":[{"id":"bench","name":{"en":"Bench"},"type":"freedom-of-choice","validFrom":"2020-01-01","published":true,"members":[{{string.Join(',', codes.Select(code => $$"""{"institution":"{{code}}","coordinator":false,"validFrom":"2020-01-01"}"""))}}]}]}""");
        return folder;
    }
}
