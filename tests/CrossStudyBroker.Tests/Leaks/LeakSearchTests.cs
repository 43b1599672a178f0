using System.Text;
using Xunit;

namespace CrossStudyBroker.Tests.Leaks;

/// <summary>The search finds what it looks for in every form and place; otherwise that it finds nothing would say nothing.</summary>
public sealed class LeakSearchTests : IDisposable
{
    private const string Secret = "mark3f9a1c7b2d4e";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("csb-leaks-");

    public static TheoryData<string, Func<string, byte[]>> Forms => new()
    {
        { "as it is", Encoding.UTF8.GetBytes },
        { "in capitals", text => Encoding.UTF8.GetBytes(text.ToUpperInvariant()) },
        { "UTF-16", Encoding.Unicode.GetBytes },
        { "UTF-16, the other way round", Encoding.BigEndianUnicode.GetBytes },
        { "hexadecimal", text => Encoding.ASCII.GetBytes(Convert.ToHexString(Encoding.UTF8.GetBytes(text))) },
        { "base64", text => Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(text))) },
        { "base64 of more", text => Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes($"a{text}b"))) },
        { "base64 of still more", text => Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes($"ab{text}bc"))) },
    };

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_secret_is_found_in_every_form_wherever_it_stands_in_a_file(string form, Func<string, byte[]> write)
    {
        foreach (var before in new[] { 0, 1, (1 << 22) - 5, (1 << 22) + 7, (1 << 23) - 20 })
        {
            File.WriteAllBytes(Path.Combine(_folder.CreateSubdirectory("deep").FullName, "file"), [.. new byte[before], .. write(Secret), .. new byte[50]]);
            Assert.True(new LeakSearch([Secret, "another"]).InFolder(_folder.FullName).Found.Count == 1, $"{form}, after {before} bytes");
        }
    }

    [Fact]
    public void A_secret_is_found_in_a_text_in_bytes_and_in_the_name_of_a_file()
    {
        _folder.CreateSubdirectory($"a-{Secret}-b");
        Assert.Equal(3, new LeakSearch([Secret]).In("a text", "x" + Secret).In("bytes", Encoding.UTF8.GetBytes(Secret)).InFolder(_folder.FullName).Found.Count);
    }

    [Fact]
    public void Nothing_else_is_found()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "file"), Secret[..^1] + " " + Secret[1..]);
        Assert.Empty(new LeakSearch([Secret]).InFolder(_folder.FullName).Found);
    }
}
