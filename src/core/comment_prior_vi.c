/* comment_prior_vi: the texts that the Vietnamese prior has read; they never change. */
#include "comment_prior.h"

const char *const comment_prior_vi[] = {
    "Tôi muốn giữ thư viện ở thị trấn của chúng tôi. Nhân viên ở đó biết chúng tôi "
    "và nói tiếng Việt. Xin đừng đóng cửa thư viện.",
    "Nếu chi phí thấp hơn và dịch vụ không thay đổi thì tôi đồng ý. Nhưng người dân "
    "phải được hỏi ý kiến trước khi quyết định.",
    "Tôi đã thử xin giấy phép xây dựng trên mạng nhưng không thể mở trang. Sau đó "
    "gặp lỗi và báo rằng tên người dùng không tồn tại hoặc mật khẩu không đúng.",
    "Mẫu đơn này không hoạt động trên điện thoại của tôi. Các tập tin quá lớn nên "
    "không gửi được, và thông báo không rõ ràng. Hãy cung cấp một phiên bản có thể "
    "in ra.",
    "Nếu muốn thay đổi, xin cho phép mỗi thành phố đặt quy định riêng của mình. "
    "Không nên xóa bỏ bất kỳ dịch vụ nào khi chưa có cuộc họp công khai.",
    "Tôi không tìm thấy thông tin về các dịch vụ này. Danh sách ở đâu? Có số điện "
    "thoại nào để gọi và có người nói được tiếng của chúng tôi không?",
    "Hệ thống hiện tại đã quá cũ. Máy tính ở quầy không dùng được, họ không thể đọc "
    "hay in tài liệu mà tôi cần.",
    "Khi tôi đi làm về thì văn phòng luôn luôn đóng cửa. Có thể mở một buổi tối mỗi "
    "tuần hoặc thứ bảy đầu tiên của tháng được không?",
    "Cha mẹ tôi đã lớn tuổi, không có xe và cuối tuần không có xe buýt. Cần phải có "
    "một nơi ở gần để làm giấy tờ.",
    "Cảnh sát nên là người ở đây vì họ biết cộng đồng. Những việc khác như kế toán, "
    "mua sắm và sửa xe thì có thể dùng chung.",
    "Tiền nước tăng mỗi năm. Chúng tôi muốn biết tiền được sử dụng vào việc gì, với "
    "đầy đủ dữ liệu chứ không chỉ là tổng số.",
    "Tôi không chắc. Tôi muốn biết giá bao nhiêu, ai sẽ chịu trách nhiệm và những "
    "người đang làm việc sẽ ra sao trước khi trả lời có hoặc không.",
    "Xin hãy dịch các lá thư sang ngôn ngữ khác. Hàng xóm của tôi không hiểu nên "
    "không biết là họ có thể được giúp đỡ.",
    "Gia đình tôi sống ở đây hơn hai mươi năm. Ngày trước mọi người đều quen nhau. "
    "Tôi hiểu rằng mọi thứ thay đổi, nhưng một thị trấn không chỉ là ngân sách.",
    "Lần trước tôi gọi cấp cứu, người nghe máy không biết đường của chúng tôi và "
    "chỉ sai hướng. Điều này không được xảy ra nữa.",
    "Mỗi lần đều phải nhập cùng một số, cùng một địa chỉ và cùng những giấy tờ ấy. "
    "Một lần là đủ rồi.",
    "Hai cô ở quầy rất kiên nhẫn và giải thích mọi thứ cho tôi. Mong rằng họ vẫn "
    "được làm việc ở đó.",
    "Nên thử trong ít nhất một năm, sau đó kiểm tra kết quả, báo cho người dân biết "
    "và để chúng tôi lựa chọn.",
    "Nhà ở là vấn đề lớn nhất. Các con tôi sinh ra ở đây mà không thể sống ở đây vì "
    "tiền thuê nhà quá cao.",
    "Tất cả mọi người phải được đối xử như nhau, dù họ ở trung tâm hay ở cuối con "
    "đường đất.",
    "Tôi không ủng hộ nếu hợp đồng không thể hủy được. Điều gì sẽ xảy ra khi bên "
    "kia không muốn tiếp tục hoặc không đủ tiền?",
    "Hãy bắt đầu với một việc nhỏ, rồi thêm việc khác, từng bước một, đừng vội.",
    "Trong vụ cháy rừng, cảnh báo đến quá muộn. Đài của một sở không kết nối được "
    "với các sở khác. Hãy lo việc khẩn cấp trước.",
    "Thành phố lớn không nên quyết định thay cho thành phố nhỏ. Chúng tôi muốn có "
    "cùng quyền bỏ phiếu.",
    "Chúng tôi cần thêm công viên, đường phố an toàn hơn, đèn đường và chỗ cho trẻ "
    "em chơi sau giờ học.",
    "Tôi chờ hơn một tiếng trên điện thoại để báo ống nước bị vỡ mà không có ai trả "
    "lời.",
    "Lính cứu hỏa đến rất nhanh khi mẹ tôi bị bệnh. Xin đừng thay đổi điều đó.",
    "Cuộc họp vào lúc hai giờ chiều ngày làm việc thì những người đi làm không thể "
    "tham dự.",
    "Không phải ai cũng có máy tính, mạng và thẻ tín dụng. Xin giữ lại một người "
    "thật ở một quầy thật.",
    "Tại sao phải trả tiền hai lần cho cùng một việc? Những nơi khác đã làm chung "
    "và tốt hơn. Đừng lãng phí tiền thuế.",
    "Nếu bạn chọn mục này thì chương trình không cho quay lại, và không lưu những "
    "gì đã viết. Nên sửa lại cho dễ dùng hơn.",
    "Rác nên được lấy cùng một ngày. Cái nào được tái chế và cái nào không được thì "
    "phải ghi rõ.",
    "Bây giờ đã tốt rồi, tôi không thấy lý do gì để thay đổi.",
    "Ý kiến hay. Hãy làm ngay.",
    "Không có ý kiến.",
    NULL,
};
